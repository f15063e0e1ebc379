import { createFileRoute } from '@tanstack/react-router'
import { CheckMailPage, parseCheckMail } from '#web/auth/check-mail-page.tsx'

export const Route = createFileRoute('/verify/')({ validateSearch: parseCheckMail, component: CheckMailPage })
