// All that must be green, as named steps: `npm test` runs them all, `npm run check -- types lint` some of them.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const root = join(import.meta.dirname, '..')
const began = performance.now()
/** Some of the browser's promises instead of all: `SPECS="invoices roles" npm run check -- browser`. */
const specs = (process.env.SPECS ?? '').split(' ').filter(Boolean)

/** The steps of a row run side by side; the rows one after another, for there are two cores. */
const rows = [
  [
    ['types', () => all([tool('tsc', '--noEmit'), tool('tsc', '-p', 'web')])],
    ['lint', () => tool('oxlint', '--type-aware', '--deny-warnings')],
    ['format', () => tool('oxfmt', '--check', '.')],
  ],
  [
    ['tests', () => nodeTests()],
    ['build', () => run('node', ['bin/build-web.mjs'])],
  ],
  [['size', () => run('node', ['bin/size.mjs'])]],
  [['browser', () => withServer((url) => tool('playwright', 'test', ...specs, { NEXUSCORE_URL: url }))]],
  [['lighthouse', () => withServer((url) => run('node', ['bin/lighthouse.mjs', `${url}/`, '1000']))]],
]

if (!existsSync(join(root, 'node_modules'))) giveUp('Run npm install first.')
if (Number.parseInt(process.versions.node, 10) < 26)
  giveUp('The checks run on Node 26, which npm install brings: run them with npm test, or install Node 26.')

const wanted = process.argv.slice(2)
const names = rows.flat().map(([name]) => name)
const unknown = wanted.find((name) => !names.includes(name))
if (unknown) giveUp(`There is no step '${unknown}': use ${names.join(', ')}.`)

const results = []
for (const row of rows) {
  const steps = row.filter(([name]) => wanted.length === 0 || wanted.includes(name))
  results.push(...(await Promise.all(steps.map(step))))
}
const failed = results.filter(({ code }) => code !== 0)
say(`\nall steps took ${((performance.now() - began) / 1000).toFixed(0)} s`)
say(`${results.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length ? 1 : 0)

async function step([name, work]) {
  const start = performance.now()
  let outcome
  try {
    outcome = await work()
  } catch (error) {
    outcome = { code: 1, output: String(error.stack ?? error) }
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const shown = outcome.code === 0 ? summaryOf(outcome.output) : troublesOf(outcome.output)
  say(`${outcome.code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)${shown ? `\n${shown}` : ''}`)
  return outcome
}

/** What passed is one line; of the tests the figures stay, for they are results too. */
function summaryOf(output) {
  const telling = /^(ℹ (tests|pass|fail|skipped) |# |.*(of \d+\)|best LCP|\d+ passed|skipped:|﹣))/
  return output
    .split('\n')
    .filter((line) => telling.test(line.trim()))
    .map((line) => `       ${line.trim()}`)
    .join('\n')
}

/** Of a step that failed all but the tests that passed: hundreds of good lines would hide the one that matters. */
function troublesOf(output) {
  return output
    .split('\n')
    .filter((line) => !/^\s*[✓✔]/.test(line))
    .join('\n')
}

/** Two processes, for two cores: one process for all files keeps to one, a process for each spends its time starting. */
async function nodeTests() {
  const files = ['server/**/*.test.ts', 'test/**/*.test.ts', 'web/src/**/*.test.ts']
  const halves = await Promise.all([1, 2].map((shard) => nodeTest([`--test-shard=${shard}/2`, ...files])))
  const failures = halves.flatMap((half) => half.failures)
  const files_failed = [...new Set(failures.map(({ file }) => file))]
  const outcome = await all(halves)
  const isNamed = halves.every((half) => half.code === 0 || half.failures.length > 0)
  // A shared machine can stall for longer than any wait. What fails alone, too, has failed; what does not is named.
  if (!process.env.CI || outcome.code === 0 || !isNamed || files_failed.length > 12) return outcome
  const again = await nodeTest(files_failed)
  const said = failures.map(
    ({ file, name, message }) => `# flaky: ${relative(root, file)}, "${name}" (${message}) passed the second time`,
  )
  return { code: again.code, output: [outcome.output, again.output, ...(again.code === 0 ? said : [])].join('\n') }
}

/** A run of tests, with the file, name and message of each that failed. */
async function nodeTest(rest) {
  const folder = mkdtempSync(join(tmpdir(), 'nexuscore-tests-'))
  const report = join(folder, 'failures')
  const outcome = await run('node', [
    '--test',
    '--test-isolation=none',
    // A timer that a test left behind would keep its process, and with it the whole check, waiting for ever.
    '--test-force-exit',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(root, 'bin/failed-tests.mjs')}`,
    `--test-reporter-destination=${report}`,
    ...rest,
  ])
  const lines = existsSync(report) ? readFileSync(report, 'utf8').split('\n').filter(Boolean) : []
  rmSync(folder, { recursive: true, force: true })
  return { ...outcome, failures: lines.map((line) => JSON.parse(line)) }
}

/** A server of our own with the demo company, as `npm start` makes it, gone afterwards. */
async function withServer(work) {
  const { findChromium } = await import('./find-chromium.mjs')
  const CHROMIUM_PATH = await findChromium()
  process.env.CHROMIUM_PATH = CHROMIUM_PATH
  const folder = mkdtempSync(join(tmpdir(), 'nexuscore-check-'))
  // As root PostgreSQL runs as somebody else, who must be able to pass.
  chmodSync(folder, 0o711)
  const data_dir = join(folder, 'data')
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = {
    ...process.env,
    PORT: String(port),
    NEXUSCORE_DATA_DIR: data_dir,
    NEXUSCORE_DEMO: '1',
    NEXUSCORE_URL: url,
    // As web/e2e/lead-mails.spec.ts hands mail over.
    INBOUND_MAIL_DOMAIN: 'in.nexuscore.example',
    INBOUND_MAIL_SECRET: 'secret-of-the-browser-checks',
    INBOUND_MAIL_AUTHSERV: 'mx.nexuscore.example',
  }
  const server = spawn('node', ['bin/start.mjs'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  try {
    await new Promise((resolve, reject) => {
      const hear = (data) => {
        output += data
        if (output.includes('is ready')) resolve()
      }
      server.stdout.on('data', hear)
      server.stderr.on('data', hear)
      server.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output}`)))
    })
    server.removeAllListeners('exit')
    return await work(url)
  } finally {
    server.removeAllListeners('exit')
    const gone = new Promise((resolve) => server.on('exit', resolve))
    if (server.exitCode === null) {
      server.kill('SIGINT')
      await gone
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function all(works) {
  const outcomes = await Promise.all(works)
  return {
    code: Math.max(...outcomes.map(({ code }) => code)),
    output: outcomes.map(({ output }) => output).join('\n'),
  }
}

function tool(name, ...rest) {
  const env = typeof rest.at(-1) === 'object' ? rest.pop() : {}
  return run(join(root, 'node_modules/.bin', name), rest, env)
}

function run(command, options, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, options, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function say(line) {
  process.stdout.write(`${line}\n`)
}

function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
