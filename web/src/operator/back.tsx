import { Link } from '@tanstack/react-router'
import { backClass } from '#web/ui/link-class.ts'

export function Back({ to, children }: { to: 'organizations' | 'users'; children: string }) {
  return (
    <Link to="/operator/$" params={{ _splat: to }} className={backClass}>
      {children}
    </Link>
  )
}
