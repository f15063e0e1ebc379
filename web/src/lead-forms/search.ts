import { keepTexts } from '#web/api/search-params.ts'

export type FormsSearch = { archived?: 'yes'; cursor?: string }
export const readFormsSearch = keepTexts<FormsSearch>('archived', 'cursor')

/** What the addresses hold, named as the API names it. */
export type SubmissionsSearch = { form_id?: string; status?: string; q?: string; cursor?: string }
export type SubmissionFilter = { [Field in keyof SubmissionsSearch]?: string | undefined }
export const readSubmissionsSearch = keepTexts<SubmissionsSearch>('form_id', 'status', 'q', 'cursor')
