import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')

/** Builds the web app into dist/ unless what is there was made from these very sources. */
export async function buildWebIfStale({ log = print } = {}) {
  const wanted = await hashSources()
  const there = await readFile(join(dist, '.stamp'), 'utf8').catch(() => undefined)
  if (there === wanted) return
  if (!hasVite()) {
    if (existsSync(dist)) return
    throw startupError('The web app is not built and Vite is not installed: run npm install with dev dependencies.')
  }

  const began = performance.now()
  log('Building the web app ...')
  await removeLeftovers()
  const draft = `${dist}.new-${process.pid}`
  await mkdir(draft)
  await writeFile(join(draft, '.gitignore'), '*\n')
  try {
    await buildApart(draft)
    await rm(join(draft, '.gitignore'))
    await writeFile(join(draft, '.stamp'), wanted)
    await putInPlace(draft)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  log(`The web app was built in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
}

async function hashSources() {
  const web = await listFiles('web', (path) => !/^web\/e2e\/|\.test\.|\.gen\.|node_modules\//.test(path))
  const contracts = await listFiles('server/modules', (path) => /^server\/modules\/[^/]+\/schemas\.ts$/.test(path))
  const hash = createHash('sha256')
  for (const path of [...web, ...contracts, 'package-lock.json', 'vite.config.ts'].sort()) {
    const bytes = await readFile(join(root, path)).catch(() => undefined)
    if (bytes) hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

async function listFiles(folder, wanted) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).filter(wanted)
}

/** In a process of its own and behind the others, so that the server starts and answers meanwhile. */
async function buildApart(folder) {
  const child = spawn(process.execPath, [import.meta.filename, '--into', folder], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = () => child.kill()
  process.once('exit', stop)
  try {
    setPriority(child.pid, 10)
  } catch {
    // It ended already, or may not be slowed down here.
  }
  const [code] = await once(child, 'exit')
  process.off('exit', stop)
  if (code !== 0) throw startupError('The web app could not be built: the lines above say why.')
}

async function buildInto(folder) {
  const { build } = await import('vite')
  const in_root = existsSync(join(root, 'vite.config.ts'))
  const options = {
    ...(!in_root && { root: join(root, 'web') }),
    configFile: join(root, in_root ? 'vite.config.ts' : 'web/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: false },
  }
  await build(options)
  for (const mode of ['customer-pages', 'forms-script']) await build({ ...options, mode })
}

async function putInPlace(draft) {
  const old = `${dist}.old-${process.pid}`
  for (;;) {
    try {
      await rename(draft, dist)
      break
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    }
    await rename(dist, old).catch(() => undefined)
  }
  await rm(old, { recursive: true, force: true })
}

/** What builds left that were killed; a build that is running now keeps its folder. */
async function removeLeftovers() {
  for (const name of await readdir(root)) {
    const owner = /^dist\.(?:new|old)-(\d+)$/.exec(name)?.[1]
    if (owner && !isRunning(Number(owner))) await rm(join(root, name), { recursive: true, force: true })
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function hasVite() {
  try {
    return existsSync(new URL(import.meta.resolve('vite')))
  } catch {
    return false
  }
}

function startupError(message) {
  return Object.assign(new Error(message), { name: 'StartupError' })
}

function print(line) {
  process.stdout.write(`${line}\n`)
}

if (import.meta.main) {
  const into = process.argv.indexOf('--into')
  const work = into > 0 ? buildInto(process.argv[into + 1]) : buildWebIfStale()
  await work.catch((error) => {
    process.stderr.write(`${error.name === 'StartupError' ? error.message : error.stack}\n`)
    process.exit(1)
  })
}
