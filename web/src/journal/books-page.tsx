import { getRouteApi, Link } from '@tanstack/react-router'
import { ExportView } from '#web/accounting/export-view.tsx'
import { useCan } from '#web/app/session.ts'
import { JournalView } from '#web/journal/journal.tsx'
import { TrialBalanceView } from '#web/journal/trial-balance.tsx'
import { MoneyTabs } from '#web/payments/money-tabs.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

const route = getRouteApi('/app/$slug/books')
const views = {
  balance: { title: 'Trial balance', label: 'Trial balance', search: {} },
  journal: { title: 'Journal', label: 'All entries', search: { entries: 'all' } },
  export: { title: 'Export', label: 'Xero and QuickBooks', search: { export: 'xero' } },
} as const
type View = keyof typeof views

/** The trial balance, what any of it is made of, and files of it for others. */
export function BooksPage() {
  const search = route.useSearch()
  const canExport = useCan('accounting.read')
  const view = viewOf(search)
  const others = (Object.keys(views) as View[]).filter((each) => each !== view && (canExport || each !== 'export'))
  return (
    <>
      <PageHeader title={views[view].title} section="Money" sub="Singapore dollars">
        {others.map((each) => (
          <Link
            key={each}
            from="/app/$slug"
            to="/app/$slug/books"
            search={views[each].search}
            className={buttonClass()}
          >
            {views[each].label}
          </Link>
        ))}
      </PageHeader>
      <MoneyTabs />
      {view === 'export' && <ExportView />}
      {view === 'journal' && <JournalView />}
      {view === 'balance' && <TrialBalanceView />}
    </>
  )
}

function viewOf({ export: system, entries, account, source_id }: ReturnType<typeof route.useSearch>): View {
  if (system) return 'export'
  return (entries ?? account ?? source_id) ? 'journal' : 'balance'
}
