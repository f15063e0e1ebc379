import { getRouteApi } from '@tanstack/react-router'
import { AccountsPage } from '#web/bank/accounts-page.tsx'
import { ImportPage } from '#web/bank/import-page.tsx'
import { ImportResultPage } from '#web/bank/import-result-page.tsx'
import { ImportsPage } from '#web/bank/imports-page.tsx'
import { MatchPage } from '#web/bank/match-page.tsx'
import { readBankSearch } from '#web/bank/search.ts'

const route = getRouteApi('/app/$slug/bank/$')

/** /bank, /bank/import, /bank/imports, /bank/imports/{id} and /bank/accounts. */
export function BankPages() {
  const { _splat = '' } = route.useParams()
  const search = readBankSearch(route.useSearch())
  const [part = '', id] = _splat.split('/')
  if (part === 'import') return <ImportPage search={search} />
  if (part === 'imports') return id ? <ImportResultPage key={id} id={id} /> : <ImportsPage search={search} />
  if (part === 'accounts') return <AccountsPage />
  return <MatchPage search={search} />
}
