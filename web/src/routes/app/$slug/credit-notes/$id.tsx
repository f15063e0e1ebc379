import { createFileRoute } from '@tanstack/react-router'
import { CreditNotePage } from '#web/credit-notes/credit-note-page.tsx'

export const Route = createFileRoute('/app/$slug/credit-notes/$id')({ component: CreditNotePage })
