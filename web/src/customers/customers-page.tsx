import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useParams } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { Customer } from '#modules/customers/schemas.ts'
import { formatCount, formatPhone } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { orders } from '#web/customers/orders.ts'
import { customerCountQuery, customersQuery } from '#web/customers/queries.ts'
import type { CustomerSearch } from '#web/customers/search.ts'
import { terms } from '#web/customers/terms.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { FilterTabs, Pager, SearchField } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { sortedBy, SortHeading, SortSelect } from '#web/ui/sort.tsx'
import { Empty } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/customers/')
const tabs = [
  { value: undefined, label: 'Active' },
  { value: 'yes', label: 'Archived' },
]

export function CustomersPage() {
  const search = route.useSearch()
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(customersQuery(search))
  const count = useQuery(customerCountQuery(search))
  const canWrite = useCan('customers.write')

  return (
    <>
      <PageHeader title="Customers" sub={count.data && formatCount(count.data.count)}>
        {canWrite && (
          <Link from="/app/$slug" to="/app/$slug/customers/new" className={buttonClass('primary')}>
            <Plus aria-hidden />
            New customer
          </Link>
        )}
      </PageHeader>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-3">
        <FilterTabs label="Customers by state" param="archived" value={search.archived} options={tabs} />
        <SortSelect label="Sort customers" orders={orders} current={search.sort ?? 'name'} />
        <div className="max-md:w-full md:ml-auto">
          <SearchField label="Search customers" placeholder="Name, e-mail or UEN" value={search.q} />
        </div>
      </div>
      <DataTable
        caption="Customers"
        columns={columns(search)}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/customers/$id', params: { slug, id } })}
        empty={<NoCustomers search={search} canWrite={canWrite} />}
        skeletonRows={20}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

function columns({ sort = 'name' }: CustomerSearch): Column<Customer>[] {
  return [
    {
      id: 'name',
      header: <SortHeading orders={orders} current={sort} first="name" children="Name" />,
      sort: sortedBy('name', sort),
      phone: 'title',
      cell: ({ name }) => <span className="block max-w-96 truncate max-md:max-w-full">{name}</span>,
    },
    {
      id: 'uen',
      header: 'UEN',
      phone: 'status',
      cell: ({ uen, kind }) => (
        <span className="text-ink-2 tabular-nums">{uen ?? (kind === 'individual' ? 'Individual' : '–')}</span>
      ),
    },
    {
      id: 'email',
      header: 'E-mail',
      phone: 'sub',
      cell: ({ email }) => (
        <span className="block max-w-64 truncate text-ink-2 max-md:max-w-full">{email ?? 'No e-mail'}</span>
      ),
    },
    {
      id: 'phone',
      header: 'Phone',
      cell: ({ phone }) => <span className="text-ink-2 tabular-nums">{phone ? formatPhone(phone) : '–'}</span>,
      className: 'max-xl:hidden',
    },
    {
      id: 'terms',
      header: 'Pays within',
      align: 'right',
      phone: 'amount',
      cell: ({ payment_terms_days: days }) => <span className="max-md:text-sm max-md:text-ink-2">{terms(days)}</span>,
    },
    {
      id: 'added',
      header: <SortHeading orders={orders} current={sort} first="-created_at" children="Added" />,
      sort: sortedBy('created_at', sort),
      align: 'right',
      cell: ({ created_at }) => <DateText value={created_at} />,
      className: 'text-ink-2 max-lg:hidden',
    },
  ]
}

function NoCustomers({ search, canWrite }: { search: CustomerSearch; canWrite: boolean }) {
  if (search.q)
    return (
      <Empty
        title="No customer matches"
        action={
          <Link
            from="/app/$slug"
            to="/app/$slug/customers"
            search={search.archived ? { archived: search.archived } : {}}
            className={buttonClass()}
          >
            Clear filters
          </Link>
        }
      >
        Search by a part of the name, the e-mail or the UEN{search.archived ? '' : ', or look among the archived'}.
      </Empty>
    )
  if (search.archived)
    return <Empty title="Nobody is archived">Customers you no longer bill can be put away here.</Empty>
  return (
    <Empty
      title="No customers yet"
      action={
        canWrite && (
          <Link from="/app/$slug" to="/app/$slug/customers/new" className={buttonClass('secondary', 'lg')}>
            Add the first customer
          </Link>
        )
      }
    >
      A customer is whom an invoice is made out to.
    </Empty>
  )
}
