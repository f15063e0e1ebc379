import { createFileRoute } from '@tanstack/react-router'
import { CheckMailPage } from '#web/auth/check-mail-page.tsx'

export const Route = createFileRoute('/verify/')({ component: CheckMailPage })
