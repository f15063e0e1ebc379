import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { whenSessionEnds } from '#web/api/client.ts'
import { SearchIcon } from '#web/app/icons.tsx'
import { useLiveUpdates } from '#web/app/live-updates.ts'
import { AccountMenu, OrganizationMenu } from '#web/app/menus.tsx'
import { OfflineStrip } from '#web/app/offline-strip.tsx'
import { sectionAt, sections } from '#web/app/sections.ts'
import { keepClock } from '#web/api/format.ts'
import { useOrganization } from '#web/app/session.ts'
import { type Panel, useShortcuts } from '#web/app/shortcuts.ts'
import { Kbd } from '#web/ui/kbd.tsx'

const Palette = lazy(() => import('#web/app/palette.tsx'))
const KeysHelp = lazy(() => import('#web/app/keys-help.tsx'))
const ClockBand = lazy(() => import('#web/app/clock-band.tsx'))
const ImpersonationBanner = lazy(() => import('#web/operator/impersonation-banner.tsx'))
const TrialLine = lazy(() => import('#web/organizations/trial-line.tsx'))
const SignInAgain = lazy(() => import('#web/auth/sign-in-again.tsx'))

export function Shell() {
  const { id, slug, permissions, impersonation, clock_shift_seconds } = useOrganization()
  // Before what is shown below asks what day it is.
  keepClock(clock_shift_seconds)
  const [panel, setPanel] = useState<Panel>()
  const [signedOut, setSignedOut] = useState(false)
  const loading = useRouterState({ select: (state) => state.status === 'pending' })
  const here = useRouterState({ select: ({ location }) => sectionAt(location.pathname, slug) })
  useShortcuts(slug, permissions, setPanel)
  useEffect(() => whenSessionEnds(() => setSignedOut(true)), [])
  useLiveUpdates()

  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[14rem_minmax(0,1fr)] print:block">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-pop"
      >
        Skip to content
      </a>
      {loading && (
        <div role="progressbar" aria-label="Loading page" className="fixed inset-x-0 top-0 z-50 h-0.5 bg-accent" />
      )}
      <aside className="sticky top-0 z-20 flex items-center gap-1 border-b border-line bg-sunken p-2 md:h-dvh md:flex-col md:items-stretch md:gap-2 md:border-r md:border-b-0 md:p-3 print:hidden">
        <OrganizationMenu />
        <button
          type="button"
          onClick={() => setPanel('palette')}
          className="flex h-8 items-center gap-2 rounded-md text-sm text-ink-2 hover:text-ink max-md:ml-auto max-md:size-11 max-md:justify-center md:border md:border-line md:bg-surface md:px-2 md:shadow-card md:hover:border-line-strong"
        >
          <SearchIcon className="size-4 max-md:size-5" />
          <span className="max-md:sr-only">Search or do…</span>
          <span className="ml-auto max-md:hidden">
            <Kbd>{isMac ? '⌘K' : 'Ctrl K'}</Kbd>
          </span>
        </button>
        <nav
          aria-label="Main"
          className="flex max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:border-t max-md:border-line max-md:bg-surface max-md:pb-[env(safe-area-inset-bottom)] md:flex-col md:gap-0.5 md:pt-1"
        >
          {sections
            .filter((section) => permissions.includes(section.permission))
            .map((section, _, { length }) => (
              <Link
                key={section.to}
                to={section.to}
                params={{ slug }}
                activeOptions={{ exact: section.key === 'm', includeSearch: false }}
                aria-current={here === section ? 'page' : undefined}
                // A thumb finds five; the search leads to the sixth and the seventh.
                className={`${length > 5 && 'ab'.slice(0, length - 5).includes(section.key) ? 'max-md:hidden ' : ''}group relative flex items-center gap-2.5 text-ink-2 transition-colors hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink max-md:h-14 max-md:flex-auto max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-xs md:h-8 md:rounded-md md:px-2 md:text-sm md:hover:bg-hover md:aria-[current=page]:bg-surface md:aria-[current=page]:shadow-card`}
              >
                <span
                  aria-hidden
                  className="absolute bg-accent opacity-0 group-aria-[current=page]:opacity-100 max-md:inset-x-3 max-md:top-0 max-md:h-0.5 max-md:rounded-b md:inset-y-2 md:left-0 md:w-0.75 md:rounded-r"
                />
                <section.icon className="size-4 group-aria-[current=page]:text-accent-ink max-md:size-5" />
                {section.label}
              </Link>
            ))}
        </nav>
        <div className="flex items-center md:mt-auto md:flex-col md:items-stretch">
          <Suspense>
            <TrialLine />
          </Suspense>
          <AccountMenu onKeys={() => setPanel('keys')} />
        </div>
      </aside>
      <div className="min-w-0">
        <OfflineStrip />
        <Suspense>
          {clock_shift_seconds > 0 && <ClockBand id={id} />}
          {impersonation && <ImpersonationBanner impersonation={impersonation} />}
        </Suspense>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto max-w-7xl px-4 py-5 outline-none max-md:pb-24 md:px-8 print:max-w-none print:p-0"
        >
          <Outlet />
        </main>
      </div>
      <Suspense>
        {panel === 'palette' && <Palette onClose={() => setPanel(undefined)} onKeys={() => setPanel('keys')} />}
        {panel === 'keys' && <KeysHelp onClose={() => setPanel(undefined)} />}
        {signedOut && <SignInAgain onDone={() => setSignedOut(false)} />}
      </Suspense>
    </div>
  )
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
