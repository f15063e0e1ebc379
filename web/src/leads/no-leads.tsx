import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCan } from '#web/app/session.ts'
import { ClearFilters } from '#web/leads/lead-filters.tsx'
import { isFiltered, type LeadSearch } from '#web/leads/search.ts'
import { Button } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/state.tsx'

type Props = { search: LeadSearch; filter: object; children: ReactNode }

/** Why there is nothing: no lead fits the filter, or there is none yet. */
export function NoLeads({ search, filter, children }: Props) {
  const canWrite = useCan('leads.write')
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  if (isFiltered(filter))
    return (
      <Empty title="No lead matches" action={<ClearFilters search={search} size="lg" />}>
        Search by a part of the name, company, e-mail or phone number, or take a filter away.
      </Empty>
    )
  return (
    <Empty
      title="No leads yet"
      action={
        canWrite && (
          <Button size="lg" onClick={() => void navigate({ to: '.', search: { new: 'yes' } as never })}>
            <Plus aria-hidden />
            Add the first lead
          </Button>
        )
      }
    >
      {children}
    </Empty>
  )
}
