// The bytes of JavaScript, after brotli, that a first visit needs: fails above the budget.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const budget = 100_000
const pages = {
  'app shell': ['app.html', 'src/routes/app/$slug/route.tsx?tsr-split=component'],
  'log-in page': ['app.html', 'src/routes/login.tsx?tsr-split=component'],
}

const out = resolve(process.argv[2] ?? 'dist')
const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8'))

let over = false
for (const [name, entries] of Object.entries(pages)) {
  const files = new Set()
  for (const entry of entries) collect(entry, files)
  const bytes = [...files].reduce((sum, file) => sum + compressed(file), 0)
  over ||= bytes > budget
  const verdict = bytes > budget ? `${bytes - budget} over` : `${budget - bytes} to spare`
  process.stdout.write(`${name}: ${bytes} bytes of JavaScript in ${files.size} files (${verdict} of ${budget})\n`)
}
process.exit(over ? 1 : 0)

function collect(key, files) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`${key} is not in the manifest of ${out}: build first, or the route was renamed`)
  if (files.has(chunk.file)) return
  if (chunk.file.endsWith('.js')) files.add(chunk.file)
  for (const imported of chunk.imports ?? []) collect(imported, files)
}

function compressed(file) {
  const ready = join(out, `${file}.br`)
  return existsSync(ready) ? readFileSync(ready).length : brotliCompressSync(readFileSync(join(out, file))).length
}
