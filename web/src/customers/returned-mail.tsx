import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CustomerMailList } from '#modules/customer-mails/schemas.ts'
import type { Customer } from '#modules/customers/schemas.ts'
import { get } from '#web/api/client.ts'
import { formatDate } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'

const returnedMailQuery = (id: string) =>
  queryOptions({
    // With the reminders, for these are read again when anything is heard of a mail.
    queryKey: ['dunning', 'returned', id],
    queryFn: ({ signal }) => get<CustomerMailList>(`/customers/${id}/returned-mails`, { signal }),
  })

/** The address returns mail: whoever looks at the customer should know before the next invoice goes nowhere. */
export default function ReturnedMail({ customer }: { customer: Customer }) {
  const { data } = useQuery(returnedMailQuery(customer.id))
  const canEdit = useCan('customers.write')
  const [mail] = data?.data ?? []
  if (!mail) return null
  const { recipient, complained_at, bounced_at, settled_at, return_reason, failure, subject } = mail
  const day = formatDate(complained_at ?? bounced_at ?? settled_at ?? mail.created_at)
  return (
    <div className="pb-4">
      <Notice
        title={complained_at ? `${recipient} called our mail spam` : `Mail to ${recipient} does not arrive`}
        actions={
          canEdit && (
            <Link
              from="/app/$slug"
              to="/app/$slug/customers/$id/edit"
              params={{ id: customer.id }}
              className={buttonClass()}
            >
              Correct the address
            </Link>
          )
        }
      >
        “{subject}”, {day}
        {(return_reason ?? failure) && `: ${return_reason ?? failure}`}
      </Notice>
    </div>
  )
}
