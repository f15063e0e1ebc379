import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { GstRegistration, Organization } from '#modules/organizations/schemas.ts'
import { formatDate, today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { GstDialog } from '#web/organizations/gst-dialog.tsx'
import { gstRegistrationsQuery } from '#web/organizations/queries.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { FormSection } from '#web/ui/form.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

type Props = { organization: Organization; onSaved: (organization: Organization) => void }

/** The registrations by their days: each document takes the one that holds on its tax point. */
export function GstHistory({ organization, onSaved }: Props) {
  const canRead = useCan('gst.read')
  const canWrite = useCan('organizations.write')
  const query = useQuery({ ...gstRegistrationsQuery(organization.id), enabled: canRead })
  const [changing, setChanging] = useState(false)
  const rows = query.data?.data
  if (!canRead) return null

  return (
    <FormSection title="GST" hint="Decides whether you issue tax invoices or plain invoices.">
      {query.isPending && <Skeleton className="h-20 w-full" />}
      {query.isError && !rows && (
        <ErrorState
          title="The GST registrations could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {rows?.length === 0 && (
        <p className="text-sm text-ink-2">Not registered for GST: your documents are plain invoices without GST.</p>
      )}
      {rows && rows.length > 0 && (
        <ol aria-label="GST registrations" className="rounded-lg border border-line bg-surface shadow-card">
          {rows.map((row) => (
            <li
              key={row.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 text-sm last:border-0"
            >
              <span className="font-medium tabular-nums">{row.gst_reg_no}</span>
              <span className="text-ink-2">{periodOf(row)}</span>
              <span className="ml-auto">
                <State registration={row} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {canWrite && rows && (
        <div>
          <Button onClick={() => setChanging(true)}>
            {organization.is_gst_registered ? 'Change the registration…' : 'Add a registration…'}
          </Button>
        </div>
      )}
      {changing && <GstDialog organization={organization} onSaved={onSaved} onClose={() => setChanging(false)} />}
    </FormSection>
  )
}

const periodOf = ({ from_date, to_date }: GstRegistration) =>
  to_date ? `${formatDate(from_date)} – ${formatDate(to_date)}` : `from ${formatDate(from_date)}`

function State({ registration: { from_date, to_date } }: { registration: GstRegistration }) {
  const now = today()
  if (from_date > now) return <Badge tone="info">Ahead</Badge>
  if (to_date !== null && to_date < now) return <Badge tone="mute">Ended</Badge>
  return <Badge tone="ok">In force</Badge>
}
