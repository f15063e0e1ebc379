import type { Utm } from '#modules/leads/schemas.ts'

type Touch = NonNullable<Utm['first']>
export type Visits = { first?: Touch; last?: Touch; pages: string[]; seen_at: number }

const key = 'nexuscore.visits'
const most_pages = 30
/** After so long away it is another visit. */
const visit_ms = 30 * 60_000
const utm = ['source', 'medium', 'campaign', 'term', 'content'] as const

/** Where nothing may be stored, this page alone is known. */
let known: Visits = { pages: [], seen_at: 0 }

/** Notes the page one is on: the first and the latest way to this site, and the last pages looked at. */
export function noteVisit(is_kept: boolean): Visits {
  known = (is_kept && read()) || known
  const now = Date.now()
  const touch = touchOf(now)
  const isNew = now - known.seen_at > visit_ms || Boolean(touch.source ?? touch.referrer)
  const path = location.pathname.slice(0, 300)
  known = {
    first: known.first ?? touch,
    last: isNew || !known.last ? touch : known.last,
    pages: known.pages.at(-1) === path ? known.pages : [...known.pages, path].slice(-most_pages),
    seen_at: now,
  }
  if (is_kept) write(known)
  return known
}

/** Without the queries of addresses, which may hold what belongs to nobody else. */
function touchOf(now: number): Touch {
  const query = new URLSearchParams(location.search)
  const given = utm.flatMap((part) => {
    const value = query.get(`utm_${part}`)?.trim().slice(0, 200)
    return value ? [[part, value] as const] : []
  })
  const { referrer } = document
  const from = referrer && URL.canParse(referrer) ? new URL(referrer) : undefined
  return {
    ...Object.fromEntries(given),
    ...(from && from.origin !== location.origin && { referrer: (from.origin + from.pathname).slice(0, 1000) }),
    landing_page: (location.origin + location.pathname).slice(0, 1000),
    at: new Date(now).toISOString(),
  }
}

function read(): Visits | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (kept && typeof kept === 'object' && 'pages' in kept && Array.isArray(kept.pages)) return kept as Visits
  } catch {
    // Storage is blocked, or holds what somebody else wrote.
  }
  return undefined
}

function write(visits: Visits): void {
  try {
    localStorage.setItem(key, JSON.stringify(visits))
  } catch {
    // Blocked or full: what is known stays with this page.
  }
}
