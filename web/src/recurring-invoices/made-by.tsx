import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { makerQuery } from '#web/recurring-invoices/queries.ts'
import { everyWords } from '#web/recurring-invoices/words.ts'
import { textLinkClass } from '#web/ui/link-class.ts'

/** The recurring invoice that made an invoice; nothing for one that was made by hand. */
export default function MadeBy({ invoice_id }: { invoice_id: string }) {
  const maker = useQuery(makerQuery(invoice_id)).data?.data[0]
  if (!maker) return null
  return (
    <>
      <dt className="self-start text-ink-2">Recurring</dt>
      <dd className="min-w-0 break-words">
        <Link
          from="/app/$slug"
          to="/app/$slug/invoices/recurring/$"
          params={{ _splat: maker.id }}
          className={textLinkClass}
        >
          {everyWords(maker)}
        </Link>
      </dd>
    </>
  )
}
