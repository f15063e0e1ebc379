import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Customer } from '#modules/customers/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { endPortalSessions, sendPortalLink } from '#web/portal/api.ts'
import { customerPortalQuery } from '#web/portal/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { toast, toastError } from '#web/ui/toast.ts'

/** How the customer comes into their portal, and where they are in. */
export default function CustomerPortalSection({ customer }: { customer: Customer }) {
  const { id, name, email, archived_at } = customer
  const queryClient = useQueryClient()
  const [isSending, setSending] = useState(false)
  const [isEnding, setEnding] = useState(false)
  const canSend = useCan('portal_links.send')
  const canEnd = useCan('portal_sessions.end')
  const { data } = useQuery(customerPortalQuery(id))
  if (!data) return null
  const isOpen = data.is_enabled && !archived_at
  async function send() {
    setSending(true)
    await sendPortalLink(id).then(
      (mail) => toast({ title: `Portal link on its way to ${mail.recipient}` }),
      (error: unknown) => toastError('The link was not sent', error),
    )
    setSending(false)
  }
  return (
    <section aria-labelledby="portal" className="h-fit rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <h2 id="portal" className="pb-1 text-base font-semibold">
        Customer portal
      </h2>
      <div className="grid gap-2 text-sm">
        <p className="text-ink-2">
          {!data.is_enabled ? (
            <>
              It is off.{' '}
              <Link
                from="/app/$slug"
                to="/app/$slug/settings/$"
                params={{ _splat: 'portal' }}
                className={textLinkClass}
              >
                Open the portal settings
              </Link>
            </>
          ) : archived_at ? (
            'Closed to archived customers.'
          ) : email ? (
            'A link by mail lets them in, once, within 30 minutes.'
          ) : (
            'Add an e-mail address to send them a link.'
          )}
        </p>
        {isOpen && <CopyText value={data.url} label="Copy the address of the portal" />}
        {data.sessions.length > 0 && (
          <ul aria-label="Where they are in" className="border-t border-line">
            {data.sessions.map((session) => (
              <li key={session.id} className="border-b border-line py-2 last:border-0">
                <span className="block font-medium">{session.device}</span>
                <span className="text-ink-2">
                  Used <TimeText value={session.last_used_at} />
                </span>
              </li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap gap-2">
          {isOpen && email && canSend && (
            <Button size="sm" busy={isSending} busyLabel="Sending…" onClick={() => void send()}>
              Send portal link
            </Button>
          )}
          {data.sessions.length > 0 && canEnd && (
            <Button size="sm" variant="ghost" onClick={() => setEnding(true)}>
              End visits
            </Button>
          )}
        </div>
      </div>
      {isEnding && (
        <ConfirmDialog
          title={`End the portal visits of ${name}?`}
          confirmLabel="End visits"
          busyLabel="Ending…"
          onConfirm={async () => {
            queryClient.setQueryData(customerPortalQuery(id).queryKey, await endPortalSessions(id))
            toast({ title: 'They are out on all devices' })
          }}
          onClose={() => setEnding(false)}
        >
          They are out at once on every device, and links on their way stop working. They can ask for a new one.
        </ConfirmDialog>
      )}
    </section>
  )
}
