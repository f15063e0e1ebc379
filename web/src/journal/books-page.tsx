import { getRouteApi, Link } from '@tanstack/react-router'
import { JournalView } from '#web/journal/journal.tsx'
import { TrialBalanceView } from '#web/journal/trial-balance.tsx'
import { MoneyTabs } from '#web/payments/money-tabs.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

const route = getRouteApi('/app/$slug/books')

/** The trial balance, and what any of it is made of. */
export function BooksPage() {
  const { entries, account, source_id } = route.useSearch()
  const isJournal = Boolean(entries ?? account ?? source_id)
  return (
    <>
      <PageHeader title={isJournal ? 'Journal' : 'Trial balance'} section="Money" sub="Singapore dollars">
        <Link
          from="/app/$slug"
          to="/app/$slug/books"
          search={isJournal ? {} : { entries: 'all' }}
          className={buttonClass()}
        >
          {isJournal ? 'Trial balance' : 'All entries'}
        </Link>
      </PageHeader>
      <MoneyTabs />
      {isJournal ? <JournalView /> : <TrialBalanceView />}
    </>
  )
}
