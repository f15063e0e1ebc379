import { Link } from '@tanstack/react-router'
import { ArrowDownLeft, ArrowUpRight, Paperclip } from 'lucide-react'
import { useState } from 'react'
import type { LeadMail } from '#modules/lead-mails/schemas.ts'
import { formatDateTime } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { ChooseLeadDialog } from '#web/lead-mails/choose-lead-dialog.tsx'
import { NameLeadDialog } from '#web/lead-mails/name-lead-dialog.tsx'
import { useDecide } from '#web/lead-mails/use-decide.ts'
import { partyName, reasons } from '#web/lead-mails/words.ts'
import { LongText } from '#web/leads/long-text.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'

/** One mail: whom it is from and to, what it says, why it waits, and what one can do with it. */
export function MailCard({ mail }: { mail: LeadMail }) {
  const { status, held_reason, subject, body, attachments, received_at, sent_at } = mail
  const reason = held_reason && status !== 'filed' ? reasons[held_reason] : undefined
  const title = subject || '(no subject)'
  const when = sent_at ?? received_at
  return (
    <article aria-label={title} className="grid gap-3 rounded-lg border border-line bg-raised p-4 text-sm">
      <header className="grid gap-0.5">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 className="min-w-0 flex-1 basis-52 text-base font-semibold wrap-anywhere">{title}</h2>
          <time dateTime={when} className="text-xs text-ink-2 tabular-nums">
            {formatDateTime(when)}
          </time>
        </div>
        <Parties mail={mail} />
      </header>
      {body && <LongText text={body} />}
      {attachments.length > 0 && (
        <p className="flex items-start gap-1.5 text-ink-2">
          <Paperclip aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="wrap-anywhere">{attachments.join(', ')} (not kept)</span>
        </p>
      )}
      <footer className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-3">
        {reason ? (
          <p className="min-w-0 flex-1 basis-60 text-ink-2">
            <span className="font-medium text-ink">{reason.word}.</span> {reason.meaning}
          </p>
        ) : (
          <p className="text-ink-2">
            {mail.lead_ids.length > 1 ? `Filed with ${mail.lead_ids.length} leads` : 'Filed'}
          </p>
        )}
        <Decisions mail={mail} />
      </footer>
    </article>
  )
}

function Parties({ mail: { direction, sender, recipients } }: { mail: LeadMail }) {
  const Arrow = direction === 'out' ? ArrowUpRight : ArrowDownLeft
  const shown = recipients.slice(0, 3).map(partyName).join(', ')
  const more = recipients.length > 3 ? ` and ${recipients.length - 3} more` : ''
  return (
    <p className="flex items-start gap-1.5 text-ink-2">
      <Arrow aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="wrap-anywhere">
        <span className="sr-only">{direction === 'out' ? 'Outgoing: ' : 'Incoming: '}</span>
        {sender ? (
          <>
            <span className="font-medium text-ink">{partyName(sender)}</span>
            {sender.name && ` ${sender.address}`}
          </>
        ) : (
          'Nobody in particular'
        )}
        {shown && ` to ${shown}${more}`}
      </span>
    </p>
  )
}

function Decisions({ mail }: { mail: LeadMail }) {
  const canWrite = useCan('leads.write')
  const { make, discard, restore } = useDecide()
  const [dialog, setDialog] = useState<'choose' | 'name'>()
  const close = () => setDialog(undefined)
  const [first] = mail.counterparts
  if (mail.status === 'filed')
    return (
      <div className="flex flex-wrap gap-2">
        {mail.lead_ids.slice(0, 3).map((id, index) => (
          <Link
            key={id}
            from="/app/$slug"
            to="/app/$slug/leads/$"
            params={{ _splat: id }}
            className={buttonClass()}
            aria-label={`Open lead ${index + 1} of: ${mail.subject}`}
          >
            Open lead
          </Link>
        ))}
      </div>
    )
  if (!canWrite) return null
  if (mail.status === 'discarded')
    return (
      <Button aria-label={`Bring back: ${mail.subject}`} onClick={() => void restore(mail)}>
        Bring back
      </Button>
    )
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="ghost" aria-label={`Discard: ${mail.subject}`} onClick={() => void discard(mail)}>
        Discard
      </Button>
      <Button aria-label={`Choose lead for: ${mail.subject}`} onClick={() => setDialog('choose')}>
        Choose lead
      </Button>
      <Button
        variant="primary"
        aria-label={`Make lead of: ${mail.subject}`}
        onClick={() => (first ? void make(mail, partyName(first)) : setDialog('name'))}
      >
        Make lead
      </Button>
      {dialog === 'choose' && <ChooseLeadDialog mail={mail} onClose={close} />}
      {dialog === 'name' && <NameLeadDialog mail={mail} onClose={close} />}
    </div>
  )
}
