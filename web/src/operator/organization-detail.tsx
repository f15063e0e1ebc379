import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { OrganizationView } from '#modules/operator/schemas.ts'
import { formatCount, formatDate, formatDateTime } from '#web/api/format.ts'
import { PlanBadge } from '#web/organizations/plan-badge.tsx'
import { Back } from '#web/operator/back.tsx'
import { Facts } from '#web/operator/facts.tsx'
import { ImpersonateDialog } from '#web/operator/impersonate-dialog.tsx'
import { organizationViewQuery } from '#web/operator/queries.ts'
import { Shut } from '#web/operator/shut.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { DateText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'

export function OrganizationDetail({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(organizationViewQuery(id))
  if (error && !data)
    return (
      <PageError title="The organisation could not be loaded" error={error} onRetry={() => void refetch()}>
        <Back to="organizations">Organisations</Back>
      </PageError>
    )
  if (!data) return <Skeleton className="h-96 w-full" />
  return <Detail organization={data} />
}

function Detail({ organization }: { organization: OrganizationView }) {
  const { id, name, disabled_at, is_operators, support } = organization
  const [entering, setEntering] = useState(false)
  return (
    <>
      <PageHeader
        title={name}
        section="Operator"
        back={<Back to="organizations">Organisations</Back>}
        badge={disabled_at && <Badge tone="bad">Disabled</Badge>}
      >
        {!is_operators && (
          <Shut
            kind="organizations"
            id={id}
            name={name}
            isDisabled={disabled_at !== null}
            consequence="Nobody comes in from the next request on. Nothing is deleted, and you can enable it again."
          />
        )}
        {support.access && !disabled_at && (
          <Button variant="primary" onClick={() => setEntering(true)}>
            Stand in…
          </Button>
        )}
      </PageHeader>
      <div className="grid gap-5">
        <Facts
          facts={[
            ['UEN', <CopyText key="uen" value={organization.uen} />],
            ['GST', organization.is_gst_registered ? 'registered' : 'not registered'],
            ['Billing e-mail', organization.billing_email],
            ['Plan', <Plan key="plan" organization={organization} />],
            ['Seats', organization.seat_limit === null ? 'no limit' : formatCount(organization.seat_limit)],
            ['Invoices', formatCount(organization.invoices_count)],
            ['Since', <DateText key="since" value={organization.created_at} />],
            ['Disabled', disabled_at ? formatDateTime(disabled_at) : 'no'],
            ['ID', <CopyText key="id" value={id} />],
          ]}
        />
        <section className="grid gap-2">
          <h2 className="text-base font-semibold">Support access</h2>
          <p className="text-sm text-ink-2">
            {support.access
              ? `${support.access.granted_by_name} lets you in until ${formatDateTime(support.access.ends_at)}, ${support.access.is_write_allowed ? 'to look and to change things' : 'to look only'}: “${support.access.reason}”`
              : 'It does not let you in. One of its owners or admins can, in its settings.'}
          </p>
        </section>
        <section className="grid gap-2">
          <h2 className="text-base font-semibold">Members</h2>
          <ul className="max-w-4xl rounded-lg border border-line bg-surface text-sm shadow-card">
            {organization.members.map((member) => (
              <li
                key={member.id}
                className="flex flex-wrap items-center gap-x-4 border-b border-line px-4 py-2 last:border-0"
              >
                <Link to="/operator/$" params={{ _splat: `users/${member.id}` }} className={textLinkClass}>
                  {member.name}
                </Link>
                <span className="min-w-0 text-ink-2 wrap-anywhere">{member.email}</span>
                <span className="ml-auto">{member.role_name}</span>
                {member.disabled_at && <Badge tone="bad">Disabled</Badge>}
              </li>
            ))}
          </ul>
        </section>
        {entering && <ImpersonateDialog organization={organization} onClose={() => setEntering(false)} />}
      </div>
    </>
  )
}

function Plan({ organization }: { organization: OrganizationView }) {
  const { plan_name, subscription_status, trial_end_date } = organization
  if (plan_name === null) return 'none'
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {plan_name}
      <PlanBadge status={subscription_status} />
      {subscription_status === 'trialing' && trial_end_date && `until ${formatDate(trial_end_date)}`}
    </span>
  )
}
