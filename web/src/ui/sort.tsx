import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react'

/** The list's orders, the first being the one that the address does not name. */
export type Orders<S extends string> = readonly (readonly [S, string])[]

/** Says how a list is sorted by a column: `-total` is descending by `total`. */
export function sortedBy(column: string, current: string): 'ascending' | 'descending' | undefined {
  if (current === column) return 'ascending'
  return current === `-${column}` ? 'descending' : undefined
}

/** A column's heading that sorts by `first`, and the other way round when pressed again. */
export function SortHeading<S extends string>(props: { orders: Orders<S>; current: S; first: S; children: string }) {
  const column = props.first.replace('-', '')
  const direction = sortedBy(column, props.current)
  const other = props.first === column ? `-${column}` : column
  const next =
    props.current === props.first ? (props.orders.find(([order]) => order === other)?.[0] ?? props.first) : props.first
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <Link
      to="."
      search={withOrder(props.orders, next)}
      replace
      activeProps={{}}
      title={`Sort: ${props.orders.find(([order]) => order === next)?.[1]}`}
      className="-my-1 inline-flex items-center gap-1 rounded py-1 hover:text-ink max-md:hidden"
    >
      {props.children}
      {direction && <Arrow aria-hidden className="size-3" />}
    </Link>
  )
}

/** The same choice on phones, where the headings do not show. */
export function SortSelect<S extends string>({
  label,
  orders,
  current,
}: {
  label: string
  orders: Orders<S>
  current: S
}) {
  const navigate = useNavigate()
  return (
    <span className="relative ml-auto md:hidden print:hidden">
      <select
        aria-label={label}
        value={current}
        onChange={(event) => void navigate({ to: '.', search: withOrder(orders, event.target.value), replace: true })}
        className="h-8 appearance-none rounded-md bg-transparent pr-6 pl-2 text-sm text-ink-2 pointer-coarse:h-11"
      >
        {orders.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-1 my-auto size-4 text-ink-3" />
    </span>
  )
}

/** A list of any page: which search params it has is known only to its route. */
function withOrder(orders: Orders<string>, next: string): never {
  const sort = next === orders[0]?.[0] ? undefined : next
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return ((previous: Record<string, unknown>) => ({ ...previous, sort, cursor: undefined })) as never
}
