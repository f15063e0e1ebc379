import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCan } from '#web/app/session.ts'
import { FormLink } from '#web/lead-forms/form-link.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'

type Props = { page: 'forms' | 'submissions'; sub?: ReactNode; children?: ReactNode }

const tabClass =
  'inline-flex h-9 shrink-0 items-center border-b-2 border-transparent text-sm text-ink-2 hover:text-ink data-[current=true]:border-accent data-[current=true]:font-medium data-[current=true]:text-ink pointer-coarse:h-11'

/** The top of the forms and of what was sent through them. */
export function FormsHead({ page, sub, children }: Props) {
  const canSeeSent = useCan('lead_submissions.read')
  return (
    <>
      <PageHeader
        title={page === 'forms' ? 'Forms' : 'Submissions'}
        section="Leads"
        sub={sub}
        back={
          <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: '' }} className={backClass}>
            Leads
          </Link>
        }
      >
        {children}
      </PageHeader>
      <nav aria-label="Forms" className="mb-3 flex gap-5 overflow-x-auto border-b border-line">
        <FormLink isCurrent={page === 'forms'} className={tabClass}>
          Forms
        </FormLink>
        {canSeeSent && (
          <FormLink to="submissions" isCurrent={page === 'submissions'} className={tabClass}>
            Submissions
          </FormLink>
        )}
      </nav>
    </>
  )
}
