import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LeadConsent } from '#modules/lead-consents/schemas.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { ConsentDialog } from '#web/lead-forms/consent-dialog.tsx'
import { FormLink } from '#web/lead-forms/form-link.tsx'
import { consentsQuery, sentByQuery } from '#web/lead-forms/queries.ts'
import { type Channel, channels, channelWords, inOrder, statusWords, wordOf } from '#web/lead-forms/words.ts'
import { Card } from '#web/leads/card.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

/** How they may be contacted, and what they sent through forms. */
export default function LeadFormsSection({ lead }: { lead: Lead }) {
  const canSeeSent = useCan('lead_submissions.read')
  return (
    <>
      <Consents lead={lead} />
      {canSeeSent && lead.submission_count > 0 && <Sent lead={lead} />}
    </>
  )
}

function Consents({ lead }: { lead: Lead }) {
  const { data, error } = useQuery(consentsQuery(lead.id))
  const canWrite = useCan('leads.write') && !lead.archived_at
  const [asked, setAsked] = useState<Channel | 'new'>()
  if (!data)
    return error ? (
      <Card title="Consent">
        <p className="text-sm text-ink-2">It could not be loaded.</p>
      </Card>
    ) : null
  // Newest first: the latest word on each channel holds.
  const latest = channels.flatMap((channel) => data.data.find((each) => each.channel === channel) ?? [])
  return (
    <Card title="Consent">
      {latest.length === 0 && <p className="text-sm text-ink-2">They were not asked how they may be contacted.</p>}
      <ul className="divide-y divide-line text-sm">
        {latest.map((consent) => (
          <Consent
            key={consent.channel}
            consent={consent}
            wasGiven={data.data.some(({ channel, is_given }) => channel === consent.channel && is_given)}
            onWithdraw={canWrite && consent.is_given ? () => setAsked(consent.channel) : undefined}
          />
        ))}
      </ul>
      {canWrite && (
        <Button size="sm" className="mt-2" onClick={() => setAsked('new')}>
          Record consent
        </Button>
      )}
      {asked && (
        <ConsentDialog
          lead={lead}
          given={latest.filter(({ is_given }) => is_given).map(({ channel }) => channel)}
          withdrawn={asked === 'new' ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Card>
  )
}

type ConsentProps = { consent: LeadConsent; wasGiven: boolean; onWithdraw: (() => void) | undefined }

function Consent({ consent, wasGiven, onWithdraw }: ConsentProps) {
  const { channel, is_given, text, note, recorded_at, submission_id, recorded_by_name } = consent
  return (
    <li className="py-2">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{channelWords[channel]}</span>
        <Badge tone={is_given ? 'ok' : 'bad'}>{is_given ? 'Given' : wasGiven ? 'Withdrawn' : 'Refused'}</Badge>
        {onWithdraw && (
          <Button
            size="sm"
            variant="ghost"
            className="ml-auto"
            aria-label={`Withdraw ${channelWords[channel]}`}
            onClick={onWithdraw}
          >
            Withdraw
          </Button>
        )}
      </p>
      <p className="text-ink-2 wrap-anywhere">“{text}”</p>
      {note && <p className="text-xs text-ink-2 wrap-anywhere">{note}</p>}
      <p className="text-xs text-ink-2">
        <TimeText value={recorded_at} />
        {submission_id ? (
          <>
            {' '}
            through{' '}
            <FormLink to={`submissions/${submission_id}`} className={textLinkClass}>
              {recorded_by_name}
            </FormLink>
          </>
        ) : (
          `, recorded by ${recorded_by_name}`
        )}
      </p>
    </li>
  )
}

function Sent({ lead }: { lead: Lead }) {
  const { data } = useQuery(sentByQuery(lead.id))
  if (!data || data.data.length === 0) return null
  return (
    <Card title="Sent through forms" {...(lead.submission_count > 1 && { figure: lead.submission_count })}>
      <ul className="divide-y divide-line text-sm">
        {data.data.map((sent) => (
          <li key={sent.id} className="py-2">
            <p className="flex flex-wrap justify-between gap-x-2">
              <FormLink to={`submissions/${sent.id}`} className={`${textLinkClass} font-medium`}>
                {sent.form_name}
              </FormLink>
              <span className="text-xs text-ink-2">{formatDate(sent.received_at)}</span>
            </p>
            <p className="line-clamp-3 text-ink-2 wrap-anywhere">
              {sent.fields.notes ??
                inOrder(sent.fields)
                  .map(([field, value]) => `${wordOf(field)}: ${value}`)
                  .join(', ')}
            </p>
            {sent.status !== 'processed' && <p className="text-xs text-ink-2">{statusWords[sent.status]}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
