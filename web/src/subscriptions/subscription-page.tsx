import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { AddOns } from '#web/subscriptions/add-ons.tsx'
import { Charges } from '#web/subscriptions/charges.tsx'
import { LifeLine } from '#web/subscriptions/life-line.tsx'
import { subscriptionQuery } from '#web/subscriptions/queries.ts'
import { SubscriptionBadge } from '#web/subscriptions/status.tsx'
import { SubscriptionActions } from '#web/subscriptions/subscription-actions.tsx'
import { SubscriptionFacts } from '#web/subscriptions/subscription-facts.tsx'
import { SubscriptionInvoices } from '#web/subscriptions/subscription-invoices.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/subscriptions/$id/')

export function SubscriptionPage() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(subscriptionQuery(id))
  if (data) return <Loaded subscription={data} />
  if (error) return <SubscriptionError error={error} onRetry={() => void refetch()} />
  return <Loading />
}

function Loaded({ subscription }: { subscription: Subscription }) {
  const canSeeInvoices = useCan('invoices.read')
  const { customer_name, plan } = subscription
  return (
    <>
      <PageHeader
        title={`${plan.name} for ${customer_name}`}
        section="Subscriptions"
        badge={<SubscriptionBadge {...subscription} />}
        back={
          <Link from="/app/$slug" to="/app/$slug/subscriptions" className={backClass}>
            Subscriptions
          </Link>
        }
      >
        <SubscriptionActions subscription={subscription} />
      </PageHeader>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-6">
        <div className="min-w-0 lg:order-last">
          <SubscriptionFacts subscription={subscription} />
        </div>
        <div className="grid min-w-0 content-start gap-4">
          <LifeLine subscription={subscription} />
          <AddOns subscription={subscription} />
          <Charges subscription={subscription} />
          {canSeeInvoices && <SubscriptionInvoices id={subscription.id} />}
        </div>
      </div>
    </>
  )
}

export function SubscriptionError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <PageError title="The subscription could not be loaded" error={error} onRetry={onRetry}>
      <Link from="/app/$slug" to="/app/$slug/subscriptions" className={buttonClass()}>
        All subscriptions
      </Link>
    </PageError>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-4 pt-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-6">
      <div className="grid content-start gap-4">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-64 w-full" />
        <Skeleton className="h-40 w-full" />
      </div>
      <Skeleton className="h-80 w-full" />
    </div>
  )
}
