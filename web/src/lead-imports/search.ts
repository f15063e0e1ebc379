import { keepTexts } from '#web/api/search-params.ts'

export type LeadImportSearch = { cursor?: string | undefined }

export const readLeadImportSearch = keepTexts<LeadImportSearch>('cursor')
