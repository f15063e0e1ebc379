import { getRouteApi } from '@tanstack/react-router'
import { ComparePage } from '#web/leads/compare-page.tsx'
import { DuplicatesPage } from '#web/leads/duplicates-page.tsx'
import { readDuplicatesSearch } from '#web/leads/duplicates-search.ts'

const route = getRouteApi('/app/$slug/leads/duplicates/$')

/** The list, and /{lead}/{other lead} for two side by side, whether or not they were found to be alike. */
export function DuplicatesPages() {
  const { _splat = '' } = route.useParams()
  const search = readDuplicatesSearch(route.useSearch())
  const [one = '', other = ''] = _splat.split('/')
  return one && other ? <ComparePage key={_splat} ids={[one, other]} /> : <DuplicatesPage search={search} />
}
