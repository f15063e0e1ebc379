import process from 'node:process'
import { mkdirSync } from 'node:fs'
import { buildApp } from '#app/build-app.ts'
import { type Background, startBackground } from '#app/build-worker.ts'
import { type Config, readConfig } from '#app/config.ts'
import { holdClocks } from '#app/hold-clocks.ts'
import { ensureDatabase, openDatabase } from '#app/open-database.ts'
import { assemble, databasePasswords } from '#app/parts.ts'
import { ensureDemoCards } from '#app/demo-cards.ts'
import { ensureDemo } from '#app/seed-demo.ts'
import { ensureDemoOperator } from '#app/seed-demo-operator.ts'
import { endOnTheUnexpected } from '#platform/last-resort.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { refuseTakenPort } from '#platform/port.ts'
import { refuseStrongService } from '#platform/refuse-strong-service.ts'
import { StartupError } from '#platform/startup-error.ts'

const roles = ['all', 'web', 'worker', 'migrate'] as const
type Role = (typeof roles)[number]

/** One program in four roles; `all` is what `npm start` runs. Resolves when it is up; signals end it. */
export async function main(options: {
  role: string
  env: NodeJS.ProcessEnv
  web_ready: Promise<unknown>
}): Promise<void> {
  const role = options.role as Role
  if (!roles.includes(role)) throw new StartupError(`There is no role '${role}': use ${roles.join(', ')}.`)
  const config = readConfig(options.env)
  mkdirSync(config.data_dir, { recursive: true })
  const stops: (() => Promise<unknown>)[] = []
  const stop = once(async () => {
    for (const each of stops.toReversed()) await each().catch((error) => process.stderr.write(`${String(error)}\n`))
  })
  handleSignals(stop)
  try {
    await start(role, config, options.web_ready, stops)
    if (role === 'migrate') await stop()
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(role: Role, config: Config, web_ready: Promise<unknown>, stops: (() => Promise<unknown>)[]) {
  const log = createLog(config.log_level)
  endOnTheUnexpected(log)
  // Asked first: nobody should wait for a database only to hear that the port is taken.
  if (role === 'all' || role === 'web') await refuseTakenPort(config.host, config.port)
  const database = await openDatabase(config, (line) => process.stdout.write(`${line}\n`))
  stops.push(() => database.close())
  if (role === 'all' || role === 'migrate') {
    await ensureDatabase(database)
    await migrate(database.url, databasePasswords(config.secret_key))
    await holdClocks(database.url, config.environment)
  }
  if (role === 'migrate') return

  const parts = assemble(config, database.url, log)
  stops.push(() => parts.close())
  await refuseStrongService(parts.pool).catch((error: unknown) => {
    if (error instanceof StartupError) throw error
    // A database that is not migrated yet, or away just now, is for the readiness check to tell.
    log.warn({ error }, 'the role of the service could not be looked at')
  })
  if (role === 'all' && config.demo) await ensureDemo(parts)
  if (role === 'all' && config.demo) await ensureDemoOperator(parts, database.url)
  let background: Background | undefined
  // Built before the worker begins: it keeps a slow machine busy for so long that connections would be given up meanwhile.
  const app = role === 'worker' ? undefined : await buildApp(parts, () => background?.nudge())
  if (role === 'all' || role === 'worker') {
    const running = await startBackground(parts)
    background = running
    stops.push(() => running.stop())
  }
  if (!app) return
  await web_ready
  stops.push(() => app.close())
  await app.listen({ host: config.host, port: config.port })
  if (role === 'all' && config.demo)
    await ensureDemoCards(parts).catch((error: unknown) => log.warn({ error }, 'the cards of the demo were not made'))
  process.stdout.write(`NexusCore is ready at ${config.public_url}\n`)
}

/** The first signal lets requests and jobs finish; a second one, or ten seconds, ends it at once. */
function handleSignals(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      setTimeout(() => process.exit(1), 10_000).unref()
      void stop().then(() => process.exit(0))
    })
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= work())
}
