// Largest Contentful Paint of a page on Lighthouse's slow phone: the quickest of up to five runs, fails above the limit.
// A busy machine only ever adds to it, so the quickest says most of the page.
// usage: node bin/lighthouse.mjs URL [limit in ms]
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findChromium } from './find-chromium.mjs'

const run = promisify(execFile)
const cli = join(import.meta.dirname, '../node_modules/lighthouse/cli/index.js')
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
const [url = 'http://localhost:8000/', limit_ms = '1000'] = process.argv.slice(2)

const chromium = await findChromium()
const runs = []
while (runs.length < 5 && best_ms() > Number(limit_ms)) runs.push(await audit().catch(() => audit()))

for (const { lcp_ms, fcp_ms, cls, scores } of runs)
  print(`LCP ${Math.round(lcp_ms)} ms  FCP ${Math.round(fcp_ms)} ms  CLS ${cls.toFixed(3)}  ${scores}`)
print(`best LCP ${Math.round(best_ms())} ms, limit ${limit_ms} ms: ${url}`)
process.exit(best_ms() > Number(limit_ms) ? 1 : 0)

function best_ms() {
  return Math.min(...runs.map(({ lcp_ms }) => lcp_ms))
}

/** One run; Lighthouse now and then loses the start of a navigation (NO_NAVSTART), so the caller tries once more. */
async function audit() {
  const folder = await mkdtemp(join(tmpdir(), 'lighthouse-'))
  const output = join(folder, 'report.json')
  try {
    await run(
      process.execPath,
      [
        cli,
        url,
        '--quiet',
        '--output=json',
        `--output-path=${output}`,
        `--chrome-flags=${flags} --user-data-dir=${folder}/profile`,
      ],
      { env: { ...process.env, CHROME_PATH: chromium }, timeout: 90_000 },
    )
    const report = JSON.parse(await readFile(output, 'utf8'))
    if (report.runtimeError) throw new Error(report.runtimeError.code)
    return {
      lcp_ms: report.audits['largest-contentful-paint'].numericValue,
      fcp_ms: report.audits['first-contentful-paint'].numericValue,
      cls: report.audits['cumulative-layout-shift'].numericValue,
      scores: Object.values(report.categories)
        .map(({ id, score }) => `${id} ${Math.round(score * 100)}`)
        .join(', '),
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function print(line) {
  process.stdout.write(`${line}\n`)
}
