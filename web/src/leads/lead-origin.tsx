import type { Lead } from '#modules/leads/schemas.ts'
import { Card } from '#web/leads/card.tsx'
import { Entry } from '#web/leads/lead-details.tsx'
import { TimeText } from '#web/ui/date.tsx'

type Touch = NonNullable<Lead['utm']['first']>

const words = {
  source: 'Source',
  medium: 'Medium',
  campaign: 'Campaign',
  term: 'Term',
  content: 'Content',
  referrer: 'Referrer',
  landing_page: 'Landing page',
} as const satisfies Partial<Record<keyof Touch, string>>

/** How they found the company: the source, and what is known of their first and latest visit. */
export function LeadOrigin({ lead }: { lead: Lead }) {
  const { first, last } = lead.utm
  const isSame = JSON.stringify(first) === JSON.stringify(last)
  return (
    <Card title="Where they came from">
      <dl className="divide-y divide-line text-sm">
        <Entry term="Source">{lead.source}</Entry>
        {lead.submission_count > 0 && (
          <Entry term="Wrote">{lead.submission_count === 1 ? 'once' : `${lead.submission_count} times`}</Entry>
        )}
        {lead.visited_pages.length > 0 && <Entry term="Looked at">{lead.visited_pages.join(', ')}</Entry>}
      </dl>
      {first && <Visit title={last && !isSame ? 'First visit' : 'Visit'} touch={first} />}
      {last && !isSame && <Visit title="Latest visit" touch={last} />}
    </Card>
  )
}

function Visit({ title, touch }: { title: string; touch: Touch }) {
  const known = Object.entries(words).flatMap(([key, word]) => {
    const value = touch[key as keyof typeof words]
    return value ? [[word, value] as const] : []
  })
  if (known.length === 0) return null
  return (
    <>
      <h3 className="pt-2 text-xs font-medium text-ink-2">
        {title}
        {touch.at && (
          <>
            {' '}
            · <TimeText value={touch.at} />
          </>
        )}
      </h3>
      <dl className="divide-y divide-line text-sm">
        {known.map(([word, value]) => (
          <Entry key={word} term={word}>
            {value}
          </Entry>
        ))}
      </dl>
    </>
  )
}
