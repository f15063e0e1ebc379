import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Changed } from '#modules/subscriptions/change-schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { ChangeDone } from '#web/subscriptions/change-done.tsx'
import { ChangeForm } from '#web/subscriptions/change-form.tsx'
import { subscriptionQuery } from '#web/subscriptions/queries.ts'
import { SubscriptionBadge } from '#web/subscriptions/status.tsx'
import { SubscriptionError } from '#web/subscriptions/subscription-page.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/subscriptions/$id/change')

export function ChangePage() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(subscriptionQuery(id))
  if (data) return <Loaded key={id} subscription={data} />
  if (error) return <SubscriptionError error={error} onRetry={() => void refetch()} />
  return <Skeleton className="mt-2 h-96 w-full" />
}

function Loaded({ subscription }: { subscription: Subscription }) {
  const [done, setDone] = useState<Changed>()
  const { id, plan, customer_name } = subscription
  return (
    <>
      <PageHeader
        title={done ? 'Changed' : 'Change plan'}
        section={customer_name}
        badge={<SubscriptionBadge {...subscription} />}
        back={
          <Link from="/app/$slug" to="/app/$slug/subscriptions/$id" params={{ id }} className={backClass}>
            {done ? customer_name : `${plan.name} for ${customer_name}`}
          </Link>
        }
      />
      {done ? <ChangeDone done={done} /> : <ChangeForm subscription={subscription} onDone={setDone} />}
    </>
  )
}
