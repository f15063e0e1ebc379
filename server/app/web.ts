import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import serveFiles from '@fastify/static'
import type { App } from '#platform/http.ts'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const appPaths = [
  '/app',
  '/app/*',
  '/login',
  '/sign-up',
  '/verify',
  '/verify/*',
  '/forgot-password',
  '/reset-password/*',
  '/confirm-email/*',
  '/second-factor',
  '/welcome',
  '/invitations/*',
  '/operator',
  '/operator/*',
]

/** The built web app and marketing pages, from `dist`; hashed assets for a year, pages always asked for again. */
export async function webRoutes(app: App, folder = dist): Promise<void> {
  if (!existsSync(join(folder, 'csp.json'))) return
  const config = { permission: 'public' }
  const page = {
    'content-security-policy': pagePolicy(folder),
    'cache-control': 'no-cache',
    'content-type': 'text/html; charset=utf-8',
  }
  await app.register(serveFiles, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    // Our headers are set by the routes; the plugin's own would overrule them.
    etag: true,
  })
  app.get('/', { config, handler: (_request, reply) => reply.headers(page).sendFile('index.html') })
  for (const path of appPaths)
    app.get(path, { config, handler: (_request, reply) => reply.headers(page).sendFile('app.html') })
  // Its address is the key to it: no other site shall learn it from a link, and no search engine keep it.
  const ofCustomers = { ...page, 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' }
  app.get('/pay/*', { config, handler: (_request, reply) => reply.headers(ofCustomers).sendFile('pay.html') })
  for (const path of ['/portal/:slug', '/portal/:slug/*'])
    app.get(path, { config, handler: (_request, reply) => reply.headers(ofCustomers).sendFile('portal.html') })
  // Sites name it and cannot be told of a new one: asked for again each hour, and sent only if it is another.
  app.get('/forms.js', {
    config,
    handler: (_request, reply) =>
      reply
        .headers({ 'cache-control': 'public, max-age=3600', 'cross-origin-resource-policy': 'cross-origin' })
        .sendFile('forms.js'),
  })
  app.get('/assets/*', {
    config,
    handler: (request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(fileOf(request.url)),
  })
  for (const path of publicFiles(folder))
    app.get(path, {
      config,
      handler: (_request, reply) => reply.header('cache-control', 'public, max-age=86400').sendFile(path.slice(1)),
    })
}

const fileOf = (url: string): string => decodeURIComponent(url.split('?')[0]!).slice(1)

function publicFiles(folder: string): string[] {
  const known = [
    'favicon.svg',
    'robots.txt',
    'sitemap.xml',
    'manifest.webmanifest',
    'fonts/inter-site.woff2',
    'icon-192.png',
    'icon-512.png',
    'og.png',
  ]
  return known.filter((file) => existsSync(join(folder, file))).map((file) => `/${file}`)
}

/** No inline script or style but those whose hash the build listed; no HTML from text (Trusted Types). */
function pagePolicy(folder: string): string {
  const { script, style } = JSON.parse(readFileSync(join(folder, 'csp.json'), 'utf8')) as Record<
    'script' | 'style',
    string[]
  >
  return [
    "default-src 'none'",
    `script-src 'self' ${script.join(' ')}`.trim(),
    `style-src 'self' ${style.join(' ')}`.trim(),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}
