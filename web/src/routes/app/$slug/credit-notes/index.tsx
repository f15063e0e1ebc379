import { createFileRoute } from '@tanstack/react-router'
import { CreditNotesPage } from '#web/credit-notes/credit-notes-page.tsx'
import { readCreditNoteSearch } from '#web/credit-notes/search.ts'

export const Route = createFileRoute('/app/$slug/credit-notes/')({
  validateSearch: readCreditNoteSearch,
  component: CreditNotesPage,
})
