import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { QuotationSearch } from '#web/quotations/search.ts'

type Props = { to?: string; search?: QuotationSearch; className?: string; children: ReactNode }

/** Leads to a page below /leads/quotations. */
export function QuotationLink({ to = '', search = {}, className, children }: Props) {
  return (
    <Link
      from="/app/$slug"
      to="/app/$slug/leads/$"
      params={{ _splat: to ? `quotations/${to}` : 'quotations' }}
      search={search as never}
      className={className}
    >
      {children}
    </Link>
  )
}
