import { createFileRoute } from '@tanstack/react-router'
import { StatementPage } from '#web/statements/statement-page.tsx'

export const Route = createFileRoute('/app/$slug/customers/$id/statement')({ component: StatementPage })
