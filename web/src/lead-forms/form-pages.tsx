import { getRouteApi } from '@tanstack/react-router'
import { EditFormPage } from '#web/lead-forms/edit-form-page.tsx'
import { FormsPage } from '#web/lead-forms/forms-page.tsx'
import { NewFormPage } from '#web/lead-forms/new-form-page.tsx'
import { readFormsSearch, readSubmissionsSearch } from '#web/lead-forms/search.ts'
import { SubmissionPage } from '#web/lead-forms/submission-page.tsx'
import { SubmissionsPage } from '#web/lead-forms/submissions-page.tsx'

const route = getRouteApi('/app/$slug/leads/$')

/** /leads/forms, /leads/forms/new, /leads/forms/{id}, /leads/forms/submissions and /leads/forms/submissions/{id}. */
export default function FormPages() {
  const [, id = '', part = ''] = (route.useParams()._splat ?? '').split('/')
  const raw = route.useSearch()
  if (id === 'new') return <NewFormPage />
  if (id === 'submissions')
    return part ? <SubmissionPage key={part} id={part} /> : <SubmissionsPage search={readSubmissionsSearch(raw)} />
  return id ? <EditFormPage key={id} id={id} /> : <FormsPage search={readFormsSearch(raw)} />
}
