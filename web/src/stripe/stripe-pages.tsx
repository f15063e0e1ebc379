import { getRouteApi, Link } from '@tanstack/react-router'
import { ConnectionPage } from '#web/stripe/connection-page.tsx'
import { DisputesPage } from '#web/stripe/disputes-page.tsx'
import { EventPage } from '#web/stripe/event-page.tsx'
import { EventsPage } from '#web/stripe/events-page.tsx'
import { NightsPage } from '#web/stripe/nights-page.tsx'
import { readStripeSearch } from '#web/stripe/search.ts'
import { SettingsLayout } from '#web/organizations/settings-layout.tsx'
import { showCurrent } from '#web/ui/list-controls.tsx'

const route = getRouteApi('/app/$slug/stripe/$')

const pages = [
  ['', 'Connection'],
  ['events', 'Events'],
  ['nights', 'Nightly checks'],
  ['disputes', 'Disputes'],
] as const

/** /stripe, /stripe/events, /stripe/events/{id}, /stripe/nights and /stripe/disputes. */
export function StripePages() {
  const { _splat = '' } = route.useParams()
  const search = readStripeSearch(route.useSearch())
  const [page = '', id] = _splat.split('/')
  return (
    <SettingsLayout>
      <nav ref={showCurrent} aria-label="Card payments" className="mb-4 flex max-w-full gap-1 overflow-x-auto p-0.5">
        {pages.map(([path, label]) => (
          <Link
            key={path}
            from="/app/$slug"
            to="/app/$slug/stripe/$"
            params={{ _splat: path }}
            activeProps={{}}
            aria-current={page === path ? 'page' : undefined}
            data-current={page === path}
            className="inline-flex h-8 shrink-0 items-center rounded-md px-2.5 text-sm text-ink-2 transition-colors hover:bg-hover hover:text-ink data-[current=true]:bg-surface data-[current=true]:font-medium data-[current=true]:text-ink data-[current=true]:shadow-card data-[current=true]:ring-1 data-[current=true]:ring-line pointer-coarse:h-11"
          >
            {label}
          </Link>
        ))}
      </nav>
      {page === 'events' && (id ? <EventPage key={id} id={id} /> : <EventsPage search={search} />)}
      {page === 'nights' && <NightsPage search={search} />}
      {page === 'disputes' && <DisputesPage />}
      {!['events', 'nights', 'disputes'].includes(page) && <ConnectionPage />}
    </SettingsLayout>
  )
}
