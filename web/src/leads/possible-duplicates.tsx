import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { PossibleDuplicateQuery } from '#modules/lead-duplicates/schemas.ts'
import { DuplicateReasons } from '#web/leads/duplicate-reasons.tsx'
import { duplicatesOfQuery, possibleDuplicatesQuery } from '#web/leads/duplicate-queries.ts'
import { textLinkClass } from '#web/ui/link-class.ts'

const rest_ms = 400

/** For the form of a new lead: who is there already, a moment after one stops typing. It stands in nobody's way. */
export function PossibleDuplicates({ typed }: { typed: PossibleDuplicateQuery }) {
  const [asked, setAsked] = useState(typed)
  const key = JSON.stringify(typed)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(JSON.parse(key) as PossibleDuplicateQuery), rest_ms)
    return () => clearTimeout(timer)
  }, [key])
  const { data } = useQuery(possibleDuplicatesQuery(asked))
  return (
    <div role="status">
      {data && data.data.length > 0 && (
        <div className="grid gap-2 rounded-md border border-line bg-sunken p-3 text-sm">
          <p className="font-medium">
            {data.data.length === 1 ? 'A lead like this is there already' : 'Leads like this are there already'}
          </p>
          {data.data.slice(0, 3).map(({ lead, reasons }) => (
            <div key={lead.id} className="grid gap-1">
              <p className="truncate">{[lead.name, lead.company, lead.email].filter(Boolean).join(', ')}</p>
              <DuplicateReasons reasons={reasons} />
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

/** For the page of a lead: the others that may be the same person, each with a way to compare. */
export function DuplicatesOfLead({ id }: { id: string }) {
  const { data } = useQuery(duplicatesOfQuery(id))
  if (!data?.data.length) return null
  return (
    <section
      aria-label="Possible duplicates"
      className="grid gap-2 rounded-lg border border-line bg-sunken p-3 text-sm"
    >
      <h2 className="font-medium">Possible duplicates</h2>
      {data.data.map(({ id: pair, lead, other_lead, reasons }) => {
        const twin = lead.id === id ? other_lead : lead
        return (
          <div key={pair} className="grid gap-1">
            <p>
              <Link
                from="/app/$slug"
                to="/app/$slug/leads/duplicates/$"
                params={{ _splat: `${id}/${twin.id}` }}
                search={{}}
                className={textLinkClass}
              >
                {twin.name}
              </Link>
            </p>
            <DuplicateReasons reasons={reasons} />
          </div>
        )
      })}
    </section>
  )
}
