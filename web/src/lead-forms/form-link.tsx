import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SubmissionFilter } from '#web/lead-forms/search.ts'

type Props = {
  to?: string
  search?: SubmissionFilter
  className?: string
  isCurrent?: boolean
  label?: string
  children: ReactNode
}

/** Leads to a page below /leads/forms. */
export function FormLink({ to = '', search = {}, className, isCurrent, label, children }: Props) {
  return (
    <Link
      from="/app/$slug"
      to="/app/$slug/leads/$"
      params={{ _splat: to ? `forms/${to}` : 'forms' }}
      search={search as never}
      activeProps={{}}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={label}
      data-current={isCurrent}
      className={className}
    >
      {children}
    </Link>
  )
}
