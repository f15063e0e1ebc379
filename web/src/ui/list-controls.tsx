import { Link, useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Reached by Next, so that Previous is the browser's Back. */
    paged?: boolean
  }
}

/** These controls stand on any list's route, so the router cannot know the search they change. */
function withChanges(changes: Record<string, unknown>): never {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return ((previous: Record<string, unknown>) => ({ ...previous, ...changes })) as never
}

/** Filters as links in the URL: `param` takes the option's value; the cursor, and what `clears` names, fall away. */
export function FilterTabs(props: {
  label: string
  param: string
  value: string | undefined
  clears?: string
  options: { value: string | undefined; label: string; count?: number | undefined }[]
}) {
  return (
    <nav aria-label={props.label} className="flex max-w-full gap-1 overflow-x-auto p-0.5 print:hidden">
      {props.options.map((option) => (
        <Link
          key={option.label}
          to="."
          search={withChanges({
            [props.clears ?? 'cursor']: undefined,
            [props.param]: option.value,
            cursor: undefined,
          })}
          replace
          // The router writes aria-current itself, and would for "All" whatever is chosen.
          activeOptions={{ explicitUndefined: true }}
          activeProps={{}}
          aria-current={props.value === option.value ? 'true' : undefined}
          data-current={props.value === option.value}
          className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm text-ink-2 transition-colors hover:bg-hover hover:text-ink max-md:px-2 data-[current=true]:bg-surface data-[current=true]:font-medium data-[current=true]:text-ink data-[current=true]:shadow-card data-[current=true]:ring-1 data-[current=true]:ring-line pointer-coarse:h-11"
        >
          {option.label}
          {option.count !== undefined && <span className="text-xs text-ink-3 tabular-nums">{option.count}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** Writes what is typed into the search param, a moment after the last key; `/` reaches it. */
export function SearchField({
  label,
  placeholder,
  value,
  param = 'q',
  clears = 'cursor',
}: {
  label: string
  placeholder?: string
  value: string | undefined
  param?: string
  clears?: string
}) {
  const navigate = useNavigate()
  const [text, setText] = useState(value ?? '')
  const [seen, setSeen] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (seen !== value) {
    setSeen(value)
    setText(value ?? '')
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  function type(next: string) {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const wanted = next.trim() || undefined
      setSeen(wanted)
      void navigate({
        to: '.',
        search: withChanges({ [clears]: undefined, [param]: wanted, cursor: undefined }),
        replace: true,
      })
    }, 220)
  }

  return (
    <div role="search" className="relative w-64 max-md:w-full print:hidden">
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-ink-3" />
      <input
        type="search"
        data-list-search
        aria-label={label}
        placeholder={placeholder ?? label}
        value={text}
        onChange={(event) => type(event.target.value)}
        className="h-8 w-full rounded-md border border-line-strong bg-surface pr-2 pl-8.5 text-sm placeholder:text-ink-3 hover:border-ink-3 pointer-coarse:h-11 pointer-coarse:text-[1rem]"
      />
    </div>
  )
}

/** Keyset pages: Next pushes the cursor, Previous is the browser's Back, or the first page for a copied link. */
export function Pager({
  cursor,
  nextCursor,
  label = 'Pages',
}: {
  cursor: string | undefined
  nextCursor: string | null | undefined
  label?: string
}) {
  const router = useRouter()
  const paged = useRouterState({ select: (state) => state.location.state.paged === true })
  if (!cursor && !nextCursor) return null
  const look = buttonClass('secondary')
  const off = 'pointer-events-none opacity-45'
  return (
    <nav aria-label={label} className="flex items-center justify-end gap-2 pt-3 print:hidden">
      {paged ? (
        <button type="button" className={look} onClick={() => router.history.back()}>
          <ChevronLeft aria-hidden />
          Previous
        </button>
      ) : (
        <Link
          to="."
          search={withChanges({ cursor: undefined })}
          disabled={!cursor}
          className={cx(look, !cursor && off)}
        >
          <ChevronLeft aria-hidden />
          {cursor ? 'First page' : 'Previous'}
        </Link>
      )}
      <Link
        to="."
        search={withChanges({ cursor: nextCursor ?? undefined })}
        state={{ paged: true }}
        disabled={!nextCursor}
        className={cx(look, !nextCursor && off)}
      >
        Next
        <ChevronRight aria-hidden />
      </Link>
    </nav>
  )
}

/** Pages of one section, each with its own URL. */
export function LinkTabs({
  label,
  tabs,
}: {
  label: string
  /** `isExact`: not the open one while a page below its address is. */
  tabs: { to: string; params: Record<string, string>; label: string; isExact?: boolean }[]
}) {
  return (
    <nav
      ref={showCurrent}
      aria-label={label}
      className="mb-4 flex gap-5 overflow-x-auto border-b border-line print:hidden"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          params={tab.params}
          activeOptions={{ exact: tab.isExact === true, includeSearch: false }}
          className="inline-flex h-9 shrink-0 items-center border-b-2 border-transparent text-sm text-ink-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:h-11"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}

/** On a phone the tabs may be wider than the screen, and the one that was opened by a link out of sight. */
export function showCurrent(nav: HTMLElement | null) {
  const current = nav?.querySelector('[aria-current=page]')
  if (nav && current) nav.scrollLeft += current.getBoundingClientRect().right - nav.getBoundingClientRect().right
}
