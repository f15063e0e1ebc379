import { useQuery } from '@tanstack/react-query'
import { MailCheck } from 'lucide-react'
import { instanceQuery } from '#web/app/session.ts'

/** The way to mail that stays here, where no mail server is set up; nothing elsewhere. */
export function MailboxLink({ email }: { email: string | undefined }) {
  const mailbox = useQuery(instanceQuery).data?.mailbox
  if (!mailbox) return null
  return (
    <a
      href={`/dev/mail${email ? `?to=${encodeURIComponent(email)}` : ''}`}
      className="flex items-center gap-3 rounded-lg border border-line bg-surface p-4 shadow-card hover:border-line-strong"
    >
      <MailCheck aria-hidden className="size-5 shrink-0 text-accent-ink" />
      <span>
        <span className="block text-sm font-semibold">Open the mailbox of this installation</span>
        <span className="block text-sm text-ink-2">No mail server is set up, so mail stays here.</span>
      </span>
    </a>
  )
}
