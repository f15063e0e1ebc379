import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCan, useOrganization } from '#web/app/session.ts'
import { mailSettingsQuery } from '#web/lead-mails/queries.ts'
import { NewLeadDialog } from '#web/leads/new-lead-dialog.tsx'
import { boardFilter, type LeadSearch } from '#web/leads/search.ts'
import { Button } from '#web/ui/button.tsx'
import { showCurrent } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

type Props = { page: 'board' | 'table' | 'my-day' | 'flow'; search: LeadSearch; sub: ReactNode; children?: ReactNode }

const tabClass =
  'inline-flex h-9 shrink-0 items-center border-b-2 border-transparent text-sm text-ink-2 hover:text-ink data-[current=true]:border-accent data-[current=true]:font-medium data-[current=true]:text-ink pointer-coarse:h-11'

/** The top of every list of leads: the same title, the way to the others with its filter, and a new lead. */
export function LeadHead({ page, search, sub, children }: Props) {
  const { slug } = useOrganization()
  const canWrite = useCan('leads.write')
  const canMerge = useCan('leads.merge')
  const canImport = useCan('leads.import')
  const canQuote = useCan('quotations.read')
  const canSeeForms = useCan('lead_forms.read')
  const { data: mails } = useQuery(mailSettingsQuery)
  const canSeeFlow = useCan('lead_flow.read')
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  const openNew = (isOpen: boolean) =>
    void navigate({ to: '.', search: { ...search, new: isOpen ? 'yes' : undefined } as never, replace: true })
  const tabs = [
    { path: '', label: 'Board', isCurrent: page === 'board' },
    { path: 'table', label: 'Table', isCurrent: page === 'table' },
    { path: 'my-day', label: 'My day', isCurrent: page === 'my-day' },
    ...(canSeeFlow ? [{ path: 'flow', label: 'Sources', isCurrent: page === 'flow' }] : []),
  ]
  return (
    <>
      <PageHeader title="Leads" sub={sub}>
        {children}
        {canWrite && (
          <Button variant="primary" onClick={() => openNew(true)}>
            <Plus aria-hidden />
            New lead
          </Button>
        )}
      </PageHeader>
      <nav ref={showCurrent} aria-label="Leads" className="mb-3 flex gap-5 overflow-x-auto border-b border-line">
        {tabs.map(({ path, label, isCurrent }) => (
          <Link
            key={path}
            to="/app/$slug/leads/$"
            params={{ slug, _splat: path }}
            search={boardFilter(search) as never}
            activeProps={{}}
            aria-current={isCurrent ? 'page' : undefined}
            data-current={isCurrent}
            className={tabClass}
          >
            {label}
          </Link>
        ))}
        {canQuote && (
          <Link to="/app/$slug/leads/$" params={{ slug, _splat: 'quotations' }} className={tabClass}>
            Quotations
          </Link>
        )}
        {canSeeForms && (
          <Link to="/app/$slug/leads/$" params={{ slug, _splat: 'forms' }} className={tabClass}>
            Forms
          </Link>
        )}
        {canMerge && (
          <Link to="/app/$slug/leads/duplicates/$" params={{ slug, _splat: '' }} className={tabClass}>
            Duplicates
          </Link>
        )}
        <Link to="/app/$slug/leads/$" params={{ slug, _splat: 'mails' }} className={tabClass}>
          Mails
          {mails && mails.held_count > 0 && (
            <span className="pl-1.5 text-xs text-ink-3 tabular-nums">{mails.held_count}</span>
          )}
        </Link>
        {canImport && (
          <Link to="/app/$slug/leads/$" params={{ slug, _splat: 'imports' }} className={tabClass}>
            Imports
          </Link>
        )}
      </nav>
      {canWrite && search.new === 'yes' && <NewLeadDialog onClose={() => openNew(false)} />}
    </>
  )
}
