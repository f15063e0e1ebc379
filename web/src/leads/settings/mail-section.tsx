import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { LeadMailSettings } from '#modules/lead-mails/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { changeMailSettings, mailSettingsQuery, replaceAddress, stopAddress } from '#web/lead-mails/queries.ts'
import { SettingsCard } from '#web/leads/settings/settings-card.tsx'
import { Button } from '#web/ui/button.tsx'
import { Switch } from '#web/ui/choice.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { ErrorState } from '#web/ui/state.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** The address to which the team sends copies of what it writes to leads. */
export function MailSection() {
  const { data, error, refetch } = useQuery(mailSettingsQuery)
  const canWrite = useCan('lead_settings.write')
  const { change, run, switchTo } = useChange()
  return (
    <SettingsCard
      title="Mail by copy"
      hint="Put this address into BCC when you write to a lead, and the mail is in their timeline. Nobody needs access to your mailbox."
    >
      {error && !data && (
        <ErrorState title="The address could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {data && (
        <div className="grid grid-cols-1 gap-4 border-t border-line px-4 py-4 text-sm">
          {data.address ? (
            <Address settings={data} address={data.address} change={change} canWrite={canWrite} />
          ) : (
            <None
              isAvailable={data.is_available}
              canWrite={canWrite}
              onGet={() => void run(replaceAddress(), 'You have an address')}
            />
          )}
          {data.is_available && (
            <Switch
              label="Make leads of unknown people"
              hint="Mail from or to somebody whom nobody knows makes a lead by itself. Off: it waits under Leads, Mails. What a program wrote, and what is not proven, waits in any case."
              checked={data.makes_leads}
              disabled={!canWrite}
              onChange={({ target }) => void switchTo({ ...data, makes_leads: target.checked })}
            />
          )}
          {data.held_count > 0 && (
            <p>
              <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: 'mails' }} className={textLinkClass}>
                {data.held_count === 1 ? 'One mail waits' : `${data.held_count} mails wait`} for somebody to decide
              </Link>
            </p>
          )}
        </div>
      )}
    </SettingsCard>
  )
}

function useChange() {
  const queryClient = useQueryClient()
  async function change(call: Promise<LeadMailSettings>, done: string) {
    queryClient.setQueryData(mailSettingsQuery.queryKey, await call)
    toast({ title: done })
  }
  /** Shown at once; what is refused goes back. */
  async function switchTo(wanted: LeadMailSettings) {
    queryClient.setQueryData(mailSettingsQuery.queryKey, wanted)
    const { makes_leads } = wanted
    try {
      const done = makes_leads ? 'Unknown people become leads' : 'Mail of unknown people waits'
      await change(changeMailSettings({ makes_leads }), done)
    } catch (error) {
      toastError('That was not changed', error)
      void queryClient.invalidateQueries(mailSettingsQuery)
    }
  }
  return {
    change,
    switchTo,
    run: (call: Promise<LeadMailSettings>, done: string) =>
      change(call, done).catch((error: unknown) => toastError('That was not changed', error)),
  }
}

type Change = ReturnType<typeof useChange>['change']

function Address(props: { settings: LeadMailSettings; address: string; change: Change; canWrite: boolean }) {
  const { settings, address, change, canWrite } = props
  const [asked, setAsked] = useState<'replace' | 'stop'>()
  const close = () => setAsked(undefined)
  async function copy() {
    try {
      await navigator.clipboard.writeText(address)
      toast({ title: 'Address copied' })
    } catch {
      toast({ title: 'Could not copy', description: 'Select the address and copy it yourself.' })
    }
  }
  return (
    <>
      <div className="grid gap-1">
        <div className="flex items-center gap-3 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3">
          <code className="min-w-0 flex-1 text-[0.8125rem] break-all">{address}</code>
          <Button onClick={() => void copy()}>
            <Copy aria-hidden />
            Copy
          </Button>
        </div>
        <p className="text-ink-2">
          Since {formatDate(settings.address_since!)}. Whoever knows it can write into the timelines of your leads, so
          keep it among yourselves.
        </p>
      </div>
      <ul className="grid list-disc gap-1 pl-5">
        <li>
          Write from the address with which you log in, to the lead, with this one in BCC: it is filed as outgoing.
        </li>
        <li>Forward what a lead wrote, by hand or by a rule of your mail program: it is filed as incoming.</li>
        <li>Text is kept, with NRIC numbers masked; of attachments only their names.</li>
      </ul>
      {canWrite && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setAsked('replace')}>New address</Button>
          <Button variant="ghost" onClick={() => setAsked('stop')}>
            Stop
          </Button>
        </div>
      )}
      {asked === 'replace' && (
        <ConfirmDialog
          title="Take a new address?"
          confirmLabel="Take a new address"
          busyLabel="Changing…"
          tone="primary"
          onConfirm={() => change(replaceAddress(), 'There is a new address').then(close)}
          onClose={close}
        >
          Mail to the one of now is sent back from then on. Everybody who uses it has to learn the new one.
        </ConfirmDialog>
      )}
      {asked === 'stop' && (
        <ConfirmDialog
          title="Stop mail by copy?"
          confirmLabel="Stop mail"
          busyLabel="Stopping…"
          onConfirm={() => change(stopAddress(), 'No mail comes in any more').then(close)}
          onClose={close}
        >
          Mail to this address is sent back from then on. What has come stays, and you can take a new address at any
          time.
        </ConfirmDialog>
      )}
    </>
  )
}

function None({ isAvailable, canWrite, onGet }: { isAvailable: boolean; canWrite: boolean; onGet: () => void }) {
  if (!isAvailable)
    return (
      <p className="text-ink-2">
        This installation takes in no mail yet. Whoever runs it gives it a domain for mail by setting{' '}
        <code className="rounded bg-sunken px-1">INBOUND_MAIL_DOMAIN</code> and two more; the operations guide, “Mail
        that comes in”, has examples for Postfix, Cloudflare and Amazon SES.
      </p>
    )
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="min-w-0 flex-1 basis-60 text-ink-2">
        Your organisation has no address yet.{!canWrite && ' An admin can get one.'}
      </p>
      {canWrite && (
        <Button variant="primary" onClick={onGet}>
          Get an address
        </Button>
      )}
    </div>
  )
}
