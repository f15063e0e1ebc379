import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { HomePage } from '#web/marketing/home-page.tsx'

const pages: Record<string, { title: string; description: string; page: () => ReactNode }> = {
  '/': {
    title: 'NexusCore: tax invoices with PayNow, for Singapore businesses',
    description:
      'Open-source back office for Singapore businesses: GST tax invoices with gapless numbers, a PayNow code on each, and an audit trail. Yours to host in two commands.',
    page: HomePage,
  },
}

export function render(path: string) {
  const found = pages[path]
  if (!found) throw new Error(`There is no marketing page for ${path}`)
  return { title: found.title, description: found.description, html: renderToStaticMarkup(<found.page />) }
}
