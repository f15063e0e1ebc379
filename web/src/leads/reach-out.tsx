import { useQuery } from '@tanstack/react-query'
import { Clock, Mail, MessageCircle, Phone } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Lead } from '#modules/leads/schemas.ts'
import { formatPhone } from '#web/api/format.ts'
import { leadSettingsQuery } from '#web/leads/queries.ts'
import { spanWords } from '#web/leads/words.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'

/** How to get hold of them, and how long they have waited for it. */
export function ReachOut({ lead }: { lead: Lead }) {
  const { email, phone } = lead
  return (
    <section
      aria-label="Get in touch"
      className="flex flex-wrap items-center gap-2 rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
    >
      {phone && (
        <>
          <a href={`tel:${phone}`} className={buttonClass()}>
            <Phone aria-hidden />
            {formatPhone(phone)}
          </a>
          <a
            href={`https://wa.me/${phone.replaceAll(/\D/g, '')}`}
            target="_blank"
            rel="noreferrer"
            className={buttonClass()}
          >
            <MessageCircle aria-hidden />
            WhatsApp
          </a>
        </>
      )}
      {email && (
        <a href={`mailto:${email}`} className={cx(buttonClass(), 'max-w-full min-w-0 shrink!')}>
          <Mail aria-hidden className="shrink-0" />
          <span className="truncate">{email}</span>
        </a>
      )}
      {!phone && !email && <p className="text-sm text-ink-2">There is no e-mail address and no phone number yet.</p>}
      <span className="ml-auto">
        <ReplyClock lead={lead} />
      </span>
    </section>
  )
}

/** Runs from when they came until somebody first got back to them. */
function ReplyClock({ lead }: { lead: Lead }) {
  const within = useQuery(leadSettingsQuery).data?.reply_within_minutes
  const now = useNow()
  const came = Date.parse(lead.created_at)
  if (within === undefined || lead.archived_at) return null
  if (lead.first_replied_at) {
    const took = (Date.parse(lead.first_replied_at) - came) / 60_000
    return <Words tone={took <= within ? 'ok' : 'mute'}>Answered after {spanWords(took)}</Words>
  }
  if (lead.status !== 'new') return null
  const left = within - (now - came) / 60_000
  return left > 0 ? (
    <Words tone="warn">Answer within {spanWords(left)}</Words>
  ) : (
    <Words tone="bad">No answer yet, {spanWords(-left)} late</Words>
  )
}

const tones = { ok: 'text-ok', mute: 'text-ink-2', warn: 'text-warn', bad: 'text-bad' }

function Words({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  return (
    <span className={cx('inline-flex items-center gap-1.5 text-sm font-medium', tones[tone])}>
      <Clock aria-hidden className="size-4" />
      <span>{children}</span>
    </span>
  )
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
