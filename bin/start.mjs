// Plain JavaScript that Node 20 can still read, to say in one sentence what is missing.
import { existsSync } from 'node:fs'

const npm_has_node = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'])

await start(process.argv[2] ?? 'all').catch((error) =>
  giveUp(error.name === 'StartupError' ? error.message : error.stack),
)

async function start(role) {
  const missing = whatIsMissing()
  if (missing) return giveUp(missing)

  const { buildWebIfStale } = await import('./build-web.mjs')
  const serves_web = role === 'all' || role === 'web'
  const web_ready = serves_web ? buildWebIfStale() : Promise.resolve()
  // main() waits for it when it has use for it; until then a failure is nobody's.
  web_ready.catch(() => {})
  const { main } = await import('../server/main.ts')
  await main({ role, env: process.env, web_ready })
}

function whatIsMissing() {
  const modules = new URL('../node_modules/', import.meta.url)
  if (!existsSync(modules)) return 'Run npm install first.'
  if (Number.parseInt(process.versions.node, 10) >= 26) return undefined
  if (existsSync(new URL('.bin/node', modules))) return 'Start NexusCore with npm start: it brings its own Node 26.'

  const here = `${process.platform}-${process.arch}`
  const why = npm_has_node.has(here)
    ? 'npm install left it out with the optional dependencies'
    : `npm has no Node 26 for ${here}`
  return `NexusCore runs on Node 26. ${why}: install Node 26 or newer from nodejs.org, then run npm start again.`
}

function giveUp(text) {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
