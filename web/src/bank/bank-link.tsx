import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BankSearch } from '#web/bank/search.ts'

type Props = { to?: string; search?: BankSearch; className?: string; children: ReactNode }

/** Leads to a page below /bank. */
export function BankLink({ to = '', search = {}, className, children }: Props) {
  return (
    <Link from="/app/$slug" to="/app/$slug/bank/$" params={{ _splat: to }} search={search} className={className}>
      {children}
    </Link>
  )
}
