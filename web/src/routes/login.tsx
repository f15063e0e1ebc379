import { createFileRoute } from '@tanstack/react-router'
import { parseNext } from '#web/auth/next.ts'
import { LoginPage } from '#web/auth/login-page.tsx'

export const Route = createFileRoute('/login')({ validateSearch: parseNext, component: LoginPage })
