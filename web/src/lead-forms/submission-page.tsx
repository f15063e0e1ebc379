import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ban, RotateCw, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LeadSubmission } from '#modules/lead-forms/submission-schemas.ts'
import { formatDateTime } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { FormLink } from '#web/lead-forms/form-link.tsx'
import { submissionQuery } from '#web/lead-forms/queries.ts'
import { senderOf } from '#web/lead-forms/submissions-page.tsx'
import { useSubmissionActions } from '#web/lead-forms/use-submission-actions.ts'
import { channelWords, inOrder, spamWords, statusTones, statusWords, wordOf } from '#web/lead-forms/words.ts'
import { Card } from '#web/leads/card.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { backClass, textLinkClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'

/** One submission word for word, and what became of it. */
export function SubmissionPage({ id }: { id: string }) {
  const { data: sent, error, refetch } = useQuery(submissionQuery(id))
  if (error && !sent)
    return (
      <PageError title="The submission could not be loaded" error={error} onRetry={() => void refetch()}>
        <FormLink to="submissions" className={buttonClass()}>
          All submissions
        </FormLink>
      </PageError>
    )
  if (!sent) return <Skeleton className="mt-2 h-96 w-full" />
  return (
    <>
      <PageHeader
        title={senderOf(sent)}
        section="Submissions"
        badge={<Badge tone={statusTones[sent.status]}>{statusWords[sent.status]}</Badge>}
        sub={formatDateTime(sent.received_at)}
        back={
          <FormLink to="submissions" className={backClass}>
            Submissions
          </FormLink>
        }
      >
        <Actions sent={sent} />
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid content-start gap-4">
          {sent.status === 'spam' && <Why sent={sent} />}
          {sent.status === 'failed' && (
            <Notice title="It could not be made a lead" actions={null}>
              {sent.failure ?? 'The cause is not known.'} Nothing of it is lost.
            </Notice>
          )}
          <Card title="What was sent">
            <dl className="divide-y divide-line text-sm">
              {inOrder(sent.fields).map(([field, value]) => (
                <Line key={field} term={wordOf(field)}>
                  <span className="whitespace-pre-wrap">{value}</span>
                </Line>
              ))}
            </dl>
          </Card>
          {sent.consents.length > 0 && (
            <Card title="Consent">
              <ul className="divide-y divide-line text-sm">
                {sent.consents.map(({ channel, text, is_given }) => (
                  <li key={channel} className="py-2">
                    <p className="flex flex-wrap items-center gap-2">
                      <span className="font-medium">{channelWords[channel]}</span>
                      <Badge tone={is_given ? 'ok' : 'mute'}>{is_given ? 'Given' : 'Not given'}</Badge>
                    </p>
                    <p className="text-ink-2 wrap-anywhere">“{text}”</p>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
        <Origin sent={sent} />
      </div>
    </>
  )
}

function Actions({ sent: { id, status, lead_id } }: { sent: LeadSubmission }) {
  const run = useSubmissionActions()
  const canWrite = useCan('lead_submissions.write')
  return (
    <>
      {canWrite && status === 'processed' && (
        <Button variant="ghost" onClick={() => void run(id, 'mark-spam')}>
          <Ban aria-hidden />
          Mark as spam
        </Button>
      )}
      {canWrite && status === 'spam' && (
        <Button variant="primary" onClick={() => void run(id, 'release')}>
          <ShieldCheck aria-hidden />
          Not spam
        </Button>
      )}
      {canWrite && status === 'failed' && (
        <Button variant="primary" onClick={() => void run(id, 'retry')}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      )}
      {lead_id && (
        <Link
          from="/app/$slug"
          to="/app/$slug/leads/$"
          params={{ _splat: lead_id }}
          className={buttonClass(status === 'processed' ? 'primary' : 'secondary')}
        >
          Open lead
        </Link>
      )}
    </>
  )
}

function Why({ sent: { spam_reasons } }: { sent: LeadSubmission }) {
  return (
    <Notice title="Held as spam" actions={null}>
      {spam_reasons.map((reason) => spamWords[reason]).join(' ')}
    </Notice>
  )
}

/** Where the visitor came from, as far as their browser said. */
function Origin({ sent }: { sent: LeadSubmission }) {
  const { first, last } = sent.utm
  const touches = [
    ['First visit', first],
    ['This visit', last],
  ] as const
  return (
    <Card title="Where from">
      <dl className="divide-y divide-line text-sm">
        <Line term="Form">
          <FormLink to={sent.form_id} className={textLinkClass}>
            {sent.form_name}
          </FormLink>
        </Line>
        {sent.page_url && <Line term="Page">{sent.page_url}</Line>}
        {sent.origin && <Line term="Site">{sent.origin}</Line>}
        {sent.referrer && <Line term="Referrer">{sent.referrer}</Line>}
        {touches.map(
          ([word, touch]) =>
            touch && (
              <Line key={word} term={word}>
                {[touch.source, touch.medium, touch.campaign, touch.referrer, touch.landing_page]
                  .filter(Boolean)
                  .join(' · ')}
              </Line>
            ),
        )}
        {sent.visited_pages.length > 0 && <Line term="Looked at">{sent.visited_pages.join(', ')}</Line>}
        {sent.user_agent && <Line term="Browser">{sent.user_agent}</Line>}
      </dl>
    </Card>
  )
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-2 py-1.5">
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}
