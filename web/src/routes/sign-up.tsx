import { createFileRoute } from '@tanstack/react-router'
import { SignUpPage } from '#web/auth/sign-up-page.tsx'

export const Route = createFileRoute('/sign-up')({ component: SignUpPage })
