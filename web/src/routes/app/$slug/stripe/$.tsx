import { createFileRoute } from '@tanstack/react-router'
import { StripePages } from '#web/stripe/stripe-pages.tsx'

/** One route for the connection, its events, the nights and the disputes; they read the search themselves. */
export const Route = createFileRoute('/app/$slug/stripe/$')({
  component: StripePages,
})
