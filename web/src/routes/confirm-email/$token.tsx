import { createFileRoute } from '@tanstack/react-router'
import { ConfirmEmailPage } from '#web/auth/confirm-email-page.tsx'

export const Route = createFileRoute('/confirm-email/$token')({ component: ConfirmEmailPage })
