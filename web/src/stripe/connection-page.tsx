import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { StripeConnection } from '#modules/stripe/connection-schemas.ts'
import { useCan } from '#web/app/session.ts'
import { disconnectStripe } from '#web/stripe/api.ts'
import { CardSettings } from '#web/stripe/card-settings.tsx'
import { ConnectForm } from '#web/stripe/connect-form.tsx'
import { connectionQuery } from '#web/stripe/queries.ts'
import { RotateDialog } from '#web/stripe/rotate-dialog.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { ConfirmDialog, Dialog } from '#web/ui/dialog.tsx'
import { FormSection } from '#web/ui/form.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { Notice } from '#web/ui/notice.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'
import { toast } from '#web/ui/toast.ts'

/** By which account cards are taken, and whether what Stripe tells arrives. */
export function ConnectionPage() {
  useTitle('Card payments', 'Settings')
  const { data, error, refetch } = useQuery(connectionQuery)
  if (!data && error)
    return <ErrorState title="The connection could not be loaded" error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-80 w-full max-w-4xl" />
  if (data.source === 'none') return <NotConnected connection={data} />
  return (
    <div className="max-w-4xl">
      {data.dead_count > 0 && <DeadNotice count={data.dead_count} />}
      <Account connection={data} />
      {data.source === 'own' && <Webhook connection={data} />}
      <CardSettings connection={data} />
    </div>
  )
}

const modes = {
  none: ['mute', 'Not connected'],
  live: ['ok', 'Live'],
  test: ['warn', 'Test mode'],
  simulator: ['info', 'Simulator'],
} as const

const modeWords = {
  none: '',
  live: 'Real cards are charged.',
  test: 'Only test cards work. No money moves.',
  simulator: 'Nothing reaches Stripe. Test cards work, and no money moves.',
}

function NotConnected({ connection }: { connection: StripeConnection }) {
  const canConnect = useCan('stripe.connect')
  return (
    <FormSection
      title="Take cards with Stripe"
      hint="Customers pay invoices by card from their pay page. The money goes to your own account at Stripe, and each payment is recorded here with its fee."
    >
      {canConnect ? (
        <ConnectForm connection={connection} />
      ) : (
        <p className="text-sm text-ink-2">No account is connected. An owner or admin can connect one.</p>
      )}
    </FormSection>
  )
}

function DeadNotice({ count }: { count: number }) {
  return (
    <div className="pb-5">
      <Notice
        title={count === 1 ? 'An event could not be processed' : `${count} events could not be processed`}
        actions={
          <Link
            from="/app/$slug"
            to="/app/$slug/stripe/$"
            params={{ _splat: 'events' }}
            search={{ status: 'dead' }}
            className={textLinkClass}
          >
            {count === 1 ? 'Look at it' : 'Look at them'}
          </Link>
        }
      >
        Each was tried for about a day. Nothing is lost: replay what failed once the cause is mended.
      </Notice>
    </div>
  )
}

function Account({ connection }: { connection: StripeConnection }) {
  const { mode, source, account_id, account_name, key_last4, connected_at, last_event_at } = connection
  const canConnect = useCan('stripe.connect')
  const queryClient = useQueryClient()
  const [asks, setAsks] = useState<'change' | 'disconnect'>()
  const close = () => setAsks(undefined)
  async function disconnect() {
    queryClient.setQueryData(connectionQuery.queryKey, await disconnectStripe())
    toast({ title: 'Stripe disconnected' })
    close()
  }
  return (
    <FormSection title="Account" hint={modeWords[mode]}>
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
        <Fact term="Account">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{source === 'own' ? account_name : 'The account of this installation'}</span>
            <Badge tone={modes[mode][0]}>{modes[mode][1]}</Badge>
          </span>
        </Fact>
        {account_id && (
          <Fact term="Its id">
            <CopyText value={account_id} />
          </Fact>
        )}
        {key_last4 && <Fact term="Secret key">ends in {key_last4}</Fact>}
        {connected_at && (
          <Fact term="Connected">
            <TimeText value={connected_at} />
          </Fact>
        )}
        <Fact term="Last event">
          {last_event_at ? (
            <TimeText value={last_event_at} />
          ) : (
            <span className="text-ink-2">None yet. The first comes with the first payment.</span>
          )}
        </Fact>
      </dl>
      {canConnect && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setAsks('change')}>Change account or key</Button>
          <Button variant="ghost" onClick={() => setAsks('disconnect')}>
            Disconnect
          </Button>
        </div>
      )}
      {asks === 'change' && (
        <Dialog
          title="Change account or key"
          description="A new key of the same account keeps everything. With another account, cards that customers saved are charged no more."
          onClose={close}
        >
          <ConnectForm connection={connection} onDone={close} />
        </Dialog>
      )}
      {asks === 'disconnect' && (
        <ConfirmDialog
          title="Disconnect Stripe?"
          confirmLabel="Disconnect Stripe"
          busyLabel="Disconnecting…"
          onConfirm={disconnect}
          onClose={close}
        >
          Pay pages offer no card any more, open pages of Stripe are closed, and saved cards are forgotten. What was
          paid stays as it is.
        </ConfirmDialog>
      )}
    </FormSection>
  )
}

function Webhook({ connection }: { connection: StripeConnection }) {
  const { webhook_url, webhook_secret_last4, previous_secret_until, is_endpoint_ours } = connection
  const canConnect = useCan('stripe.connect')
  const [isRotating, setRotating] = useState(false)
  return (
    <FormSection
      title="Webhook"
      hint={
        is_endpoint_ours
          ? 'Stripe tells at this address what happens to payments. It was set up from here.'
          : 'Stripe tells at this address what happens to payments. You set it up at Stripe by hand.'
      }
    >
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
        <Fact term="Address">
          <CopyText value={webhook_url} />
        </Fact>
        <Fact term="Signing secret">ends in {webhook_secret_last4}</Fact>
        {previous_secret_until && (
          <Fact term="The one before">
            believed until <TimeText value={previous_secret_until} />
          </Fact>
        )}
      </dl>
      {canConnect && (
        <div>
          <Button onClick={() => setRotating(true)}>Rotate the secret</Button>
        </div>
      )}
      {isRotating && <RotateDialog isOurs={is_endpoint_ours} onClose={() => setRotating(false)} />}
    </FormSection>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
