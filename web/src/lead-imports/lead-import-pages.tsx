import { getRouteApi } from '@tanstack/react-router'
import { ImportPage } from '#web/lead-imports/import-page.tsx'
import { ImportsPage } from '#web/lead-imports/imports-page.tsx'
import { NewImportPage } from '#web/lead-imports/new-import-page.tsx'
import { readLeadImportSearch } from '#web/lead-imports/search.ts'

const route = getRouteApi('/app/$slug/leads/$')

/** /leads/imports, /leads/imports/new and /leads/imports/{id}. */
export function LeadImportPages() {
  const [, id = ''] = (route.useParams()._splat ?? '').split('/')
  const search = readLeadImportSearch(route.useSearch())
  if (id === 'new') return <NewImportPage />
  return id ? <ImportPage key={id} id={id} /> : <ImportsPage search={search} />
}
