import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { StartupError } from '#platform/startup-error.ts'
import { explainOutput } from './failure.ts'
import type { ServerLog } from './log.ts'
import { type Account, child_env, terminate } from './process.ts'

export type Launch = {
  command: string[]
  account: Account
  log: ServerLog
  data_dir: string
  url: string
  onExit: (code: number | null) => void
}

type Server = { pid: number; stop: () => Promise<void> }
type Attempt = Server & { ended: () => boolean; watch: (onExit: Launch['onExit']) => void }

const ready_within_ms = 60_000

/** Runs postgres and resolves once it accepts connections, after a crash perhaps only after its recovery. */
export async function launchServer(launch: Launch): Promise<Server> {
  const until = Date.now() + ready_within_ms
  for (;;) {
    const attempt = spawnServer(launch)
    if (await becomesReady(attempt, launch.url, until)) {
      attempt.watch(launch.onExit)
      return attempt
    }
    await attempt.stop()
    if (Date.now() >= until)
      throw new StartupError(`PostgreSQL was not ready within 60 seconds; its log is ${launch.log.file}.`)
    const output = await launch.log.textSinceOpened()
    // The backends of a killed PostgreSQL take a moment to notice and end.
    if (!output.slice(-1000).includes('pre-existing shared memory block'))
      throw await explainOutput(output, launch.data_dir, launch.log.file)
    await sleep(50)
  }
}

function spawnServer({ command, account, log }: Launch): Attempt {
  const [program = '', ...args] = command
  // In a session of its own, so that Ctrl-C at the terminal ends NexusCore first and its database after it.
  const child = spawn(program, args, {
    ...account,
    cwd: '/',
    env: child_env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  const exited = new Promise<number | null>((finish) => {
    child.on('error', () => finish(null))
    child.on('exit', finish)
  })
  const { pid } = child
  if (!pid) throw new StartupError(`PostgreSQL could not be started: ${program} cannot be run.`)
  child.unref()
  let stopping = false
  return {
    pid,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    watch: (onExit) => void exited.then((code) => stopping || onExit(code)),
    stop: async () => {
      stopping = true
      child.ref()
      if (!(await terminate(pid, 'SIGINT', 60_000))) await terminate(pid, 'SIGQUIT', 10_000)
      await exited
    },
  }
}

async function becomesReady(server: Attempt, url: string, until: number): Promise<boolean> {
  for (; Date.now() < until && !server.ended(); await sleep(20)) if (await accepts(url)) return true
  return false
}

async function accepts(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
