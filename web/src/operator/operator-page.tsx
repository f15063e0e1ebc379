import { getRouteApi, Link } from '@tanstack/react-router'
import { Logo } from '#web/app/logo.tsx'
import { Claims } from '#web/operator/claims.tsx'
import { Failures } from '#web/operator/failures.tsx'
import { Jobs } from '#web/operator/jobs.tsx'
import { OrganizationDetail } from '#web/operator/organization-detail.tsx'
import { Organizations } from '#web/operator/organizations.tsx'
import { UserDetail } from '#web/operator/user-detail.tsx'
import { Users } from '#web/operator/users.tsx'
import { showCurrent } from '#web/ui/list-controls.tsx'
import { Empty } from '#web/ui/state.tsx'

const route = getRouteApi('/operator/$')
const tabs = [
  ['organizations', 'Organisations'],
  ['users', 'Users'],
  ['uen-claims', 'UEN claims'],
  ['jobs', 'Jobs'],
  ['failures', 'Errors'],
] as const

/** The console of those who run the installation, beside the organisations and in none of them. */
export function OperatorPage() {
  const { _splat: path = '' } = route.useParams()
  const [part = '', id] = (path || 'organizations').split('/')
  return (
    <>
      <header className="border-b border-line bg-sunken print:hidden">
        <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 px-4 md:px-8">
          <p className="flex h-12 items-center gap-2.5 text-sm font-semibold">
            <Logo className="size-6" />
            Operator console
          </p>
          <nav
            ref={showCurrent}
            aria-label="Console"
            className="flex gap-5 overflow-x-auto max-md:order-last max-md:w-full"
          >
            {tabs.map(([to, label]) => (
              <Link
                key={to}
                to="/operator/$"
                params={{ _splat: to }}
                data-current={part === to}
                aria-current={part === to ? 'page' : undefined}
                activeProps={{}}
                className="inline-flex h-12 shrink-0 items-center border-b-2 border-transparent text-sm text-ink-2 hover:text-ink data-[current=true]:border-accent data-[current=true]:font-medium data-[current=true]:text-ink"
              >
                {label}
              </Link>
            ))}
          </nav>
          <a href="/app" className="ml-auto inline-flex h-12 items-center text-sm text-link hover:underline">
            Back to the app
          </a>
        </div>
      </header>
      <main id="main" className="mx-auto max-w-7xl px-4 py-5 md:px-8">
        <Part part={part} id={id} />
      </main>
    </>
  )
}

function Part({ part, id }: { part: string; id: string | undefined }) {
  const search = route.useSearch()
  if (part === 'organizations') return id ? <OrganizationDetail key={id} id={id} /> : <Organizations search={search} />
  if (part === 'users') return id ? <UserDetail key={id} id={id} /> : <Users search={search} />
  if (part === 'uen-claims') return <Claims search={search} />
  if (part === 'jobs') return <Jobs />
  if (part === 'failures') return <Failures search={search} />
  return <Empty title="There is nothing at this address" />
}
