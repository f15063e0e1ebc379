import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { subscriptionQuery } from '#web/subscriptions/queries.ts'
import { termsWords } from '#web/subscriptions/words.ts'
import { textLinkClass } from '#web/ui/link-class.ts'

/** The name of a subscription where only its id is known. */
export function SubscriptionLink({ id }: { id: string }) {
  const { data } = useQuery(subscriptionQuery(id))
  return (
    <Link from="/app/$slug" to="/app/$slug/subscriptions/$id" params={{ id }} className={textLinkClass}>
      {data ? termsWords(data) : 'Open'}
    </Link>
  )
}
