import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, runnerImport, type ViteDevServer } from 'vite'
import { chunkGroups } from './web/chunk-groups.ts'

type Marketing = { render: (path: string) => { title: string; description: string; html: string } }

const root = resolve(import.meta.dirname, 'web')
const outDir = process.env.NEXUSCORE_DIST ?? resolve(root, '../dist')
/** Without this, light-dark() is rewritten into pairs of custom properties. */
const cssTarget = ['chrome125', 'firefox128', 'safari17.5']
const appPaths =
  /^\/(app|login|sign-up|verify|welcome|forgot-password|reset-password|confirm-email|second-factor|invitations|operator)(\/|\?|$)/

/** Fills `<!--page-->` of a marketing page with React's static render: the browser gets HTML and no script. */
function prerender(entry: string): Plugin {
  return {
    name: 'prerender',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (appPaths.test(request.url ?? '')) request.url = '/app.html'
        if (request.url?.startsWith('/pay/')) request.url = '/pay.html'
        if (request.url?.startsWith('/portal/')) request.url = '/portal.html'
        next()
      })
    },
    transformIndexHtml: {
      order: 'pre',
      async handler(html, context) {
        if (!html.includes('<!--page-->')) return html
        const page = (await load(entry, context.server)).render(context.path.replace(/\/?index\.html$/, '') || '/')
        const head = `<title>${escape(page.title)}</title><meta name="description" content="${escape(page.description)}">`
        return html.replace('<!--head-->', () => head).replace('<!--page-->', () => page.html)
      },
    },
  }
}

async function load(entry: string, server: ViteDevServer | undefined): Promise<Marketing> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own module, found by name
  if (server) return (await server.ssrLoadModule(entry)) as unknown as Marketing
  return (await runnerImport<Marketing>(join(root, entry), { root, configFile: false, plugins: [react()] })).module
}

/** After the build: inlines the marketing CSS, lists the CSP's hashes, writes .br and .gz beside each text asset. */
function finish(): Plugin {
  let out = ''
  let failed = false
  return {
    name: 'finish',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir)
    },
    buildEnd(error) {
      failed = error !== undefined
    },
    async closeBundle() {
      // Runs after a failed build too, where a missing folder would hide the real error.
      if (failed) return
      const entries = await readdir(out, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      const script = new Set<string>()
      const style = new Set<string>()

      for (const file of files.filter((file) => file.endsWith('.html'))) {
        const html = file.endsWith('app.html') ? await readFile(file, 'utf8') : await inlineStyles(out, file)
        for (const [, attributes = '', body = ''] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g))
          if (!attributes.includes('src=')) script.add(hash(body))
        for (const [, body = ''] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)) style.add(hash(body))
      }
      await writeFile(join(out, 'csp.json'), JSON.stringify({ script: [...script], style: [...style] }))

      const text = files.filter((file) => /\.(js|css|html|svg|json|txt|webmanifest)$/.test(file))
      await Promise.all(text.map(compress))
    },
  }
}

/** Names cost the entry bytes too: only those that a person may want to find keep one. */
const chunkName = ({ name }: { name: string }) =>
  /^(base|rolldown-runtime)$/.test(name) ? 'assets/[name]-[hash:7].js' : 'assets/[hash:7].js'

async function inlineStyles(out: string, file: string): Promise<string> {
  let html = await readFile(file, 'utf8')
  for (const [tag, href = ''] of html.matchAll(/<link rel="stylesheet"[^>]*href="([^"]+)"[^>]*>/g)) {
    const css = await readFile(join(out, href), 'utf8')
    html = html.replace(tag, () => `<style>${css}</style>`)
  }
  await writeFile(file, html)
  return html
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }))
}

const hash = (body: string) => `'sha256-${createHash('sha256').update(body).digest('base64')}'`
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** What customers of a seller see, in a build of its own: beside it the app would be cut into more files, and its first load would grow. */
const customerPages = defineConfig({
  root,
  appType: 'mpa',
  plugins: [tailwindcss(), finish()],
  build: {
    outDir,
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'baseline-widely-available',
    cssTarget,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['pay.html', 'portal.html'].map((file) => resolve(root, file)) },
  },
})

/** What sites paste in: one file under one name for good, so that it can change without them. */
const formsScript = defineConfig({
  root,
  plugins: [
    {
      name: 'compress-script',
      writeBundle: async ({ dir = outDir }) => compress(join(dir, 'forms.js')),
    },
  ],
  build: {
    outDir,
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'baseline-widely-available',
    modulePreload: false,
    rolldownOptions: {
      input: resolve(root, 'src/form-page/snippet.ts'),
      output: { format: 'iife', entryFileNames: 'forms.js' },
    },
  },
})

const app = defineConfig({
  root,
  appType: 'mpa',
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: resolve(root, 'src/routes'),
      generatedRouteTree: resolve(root, 'src/routeTree.gen.ts'),
      quoteStyle: 'single',
      addExtensions: true,
      disableLogging: true,
    }),
    react(),
    tailwindcss(),
    prerender('/src/marketing/render.tsx'),
    finish(),
  ],
  // React has had this hook since version 18: its shim is dead weight. So are the parts of Query that nobody uses.
  resolve: {
    alias: [
      {
        find: /^use-sync-external-store\/shim\/with-selector(\.js)?$/,
        replacement: 'use-sync-external-store/with-selector.js',
      },
      { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'react' },
      {
        find: /^\.\/(mutationCache|infiniteQueryBehavior)\.js$/,
        replacement: resolve(root, 'src/app/unused-query-parts.ts'),
      },
    ],
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'baseline-widely-available',
    cssTarget,
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: {
      polyfill: false,
      // The entry has loaded these already; naming them for every route would cost it bytes.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'js' ? needed.filter((file) => !/[\\/](base|app|rolldown-runtime)-/.test(file)) : needed,
    },
    rolldownOptions: {
      input: ['index.html', 'app.html'].map((file) => resolve(root, file)),
      output: {
        chunkFileNames: chunkName,
        codeSplitting: {
          groups: chunkGroups,
        },
      },
    },
  },
  // The built script and the pages of forms come from the server, as they are.
  server: {
    proxy: Object.fromEntries(['/api', '/dev', '/f/', '/forms.js'].map((path) => [path, 'http://127.0.0.1:8000'])),
  },
})

/** `vite build`, and after it `vite build --mode customer-pages` and `--mode forms-script` into the same folder. */
export default defineConfig(({ mode }) =>
  mode === 'customer-pages' ? customerPages : mode === 'forms-script' ? formsScript : app,
)
