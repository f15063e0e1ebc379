import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Pencil } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Lead } from '#modules/leads/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { ConvertDialog } from '#web/leads/convert-dialog.tsx'
import { FollowUp } from '#web/leads/follow-up.tsx'
import { LeadDetails } from '#web/leads/lead-details.tsx'
import { LeadError } from '#web/leads/lead-error.tsx'
import { LeadOrigin } from '#web/leads/lead-origin.tsx'
import { LeadOwner } from '#web/leads/lead-owner.tsx'
import { LeadScoreCard } from '#web/leads/lead-score.tsx'
import { LeadTimeline } from '#web/leads/lead-timeline.tsx'
import { leadQuery } from '#web/leads/queries.ts'
import { DuplicatesOfLead } from '#web/leads/possible-duplicates.tsx'
import { ReachOut } from '#web/leads/reach-out.tsx'
import { StageStepper } from '#web/leads/stage-stepper.tsx'
import { useChangeLead } from '#web/leads/use-change-lead.ts'
import { statusTones, statusWords } from '#web/leads/words.ts'
import { Badge, StatusBadge } from '#web/ui/badge.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/state.tsx'

const QuotationsOfLead = lazy(() => import('#web/quotations/quotation-section.tsx'))
const FormsOfLead = lazy(() => import('#web/lead-forms/lead-section.tsx'))

export function LeadPage({ id }: { id: string }) {
  const { data: lead, error, refetch } = useQuery(leadQuery(id))
  if (error && !lead) return <LeadError error={error} onRetry={() => void refetch()} />
  if (!lead) return <Loading />
  return (
    <>
      <PageHeader
        title={lead.name}
        section="Leads"
        sub={[lead.job_title, lead.company].filter(Boolean).join(', ')}
        badge={
          lead.archived_at ? (
            <StatusBadge status="archived" />
          ) : (
            <Badge tone={statusTones[lead.status]}>{statusWords[lead.status]}</Badge>
          )
        }
        back={
          <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: '' }} className={backClass}>
            Leads
          </Link>
        }
      >
        <Actions lead={lead} />
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_21rem] lg:gap-6">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
          <DuplicatesOfLead id={lead.id} />
          <StageStepper lead={lead} />
          <ReachOut lead={lead} />
          <LeadTimeline lead={lead} />
        </div>
        <div className="grid h-fit min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <FollowUp lead={lead} />
          <LeadOwner lead={lead} />
          <LeadScoreCard lead={lead} />
          <LeadDetails lead={lead} />
          <Suspense>
            <QuotationsOfLead to={{ lead_id: lead.id }} />
          </Suspense>
          <Suspense>
            <FormsOfLead lead={lead} />
          </Suspense>
          <LeadOrigin lead={lead} />
        </div>
      </div>
    </>
  )
}

function Actions({ lead }: { lead: Lead }) {
  const canWrite = useCan('leads.write')
  const canConvert = useCan('leads.convert')
  const { archive, restore, isBusy } = useChangeLead(lead)
  const [isConverting, setConverting] = useState(false)
  const close = () => setConverting(false)
  if (!canWrite) return null
  if (lead.archived_at)
    return (
      <Button variant="primary" busy={isBusy} onClick={() => void restore()}>
        <ArchiveRestore aria-hidden />
        Restore lead
      </Button>
    )
  return (
    <>
      <Button variant="ghost" busy={isBusy} onClick={() => void archive()}>
        <Archive aria-hidden />
        Archive
      </Button>
      <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: `${lead.id}/edit` }} className={buttonClass()}>
        <Pencil aria-hidden />
        Edit
      </Link>
      {canConvert && !lead.customer_id && (
        <Button variant="primary" onClick={() => setConverting(true)}>
          Convert
        </Button>
      )}
      {lead.customer_id && (
        <Link
          from="/app/$slug"
          to="/app/$slug/customers/$id"
          params={{ id: lead.customer_id }}
          className={buttonClass('primary')}
        >
          Open customer
        </Link>
      )}
      {isConverting && <ConvertDialog lead={lead} onConverted={close} onCancel={close} />}
    </>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-4 pt-6 lg:grid-cols-[minmax(0,1fr)_21rem] lg:gap-6">
      <div className="grid content-start gap-4">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
      <Skeleton className="h-96 w-full" />
    </div>
  )
}
