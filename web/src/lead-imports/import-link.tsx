import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { textLinkClass } from '#web/ui/link-class.ts'

type Props = { to?: string; className?: string; children: ReactNode }

/** Leads to one lead. */
export function ImportedLeadLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: id }} className={textLinkClass}>
      {children}
    </Link>
  )
}

/** Leads to a page below /leads/imports. */
export function ImportLink({ to = '', className, children }: Props) {
  return (
    <Link
      from="/app/$slug"
      to="/app/$slug/leads/$"
      params={{ _splat: to ? `imports/${to}` : 'imports' }}
      className={className}
    >
      {children}
    </Link>
  )
}
