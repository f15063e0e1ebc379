import { createFileRoute } from '@tanstack/react-router'
import { EditorPage } from '#web/invoices/editor-page.tsx'

/** One page for both addresses, so that the first save moves on to the draft's address without losing the cursor. */
export const Route = createFileRoute('/app/$slug/invoices/_editor')({ component: EditorPage })
