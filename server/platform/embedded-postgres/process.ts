import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { kill, platform } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './failure.ts'

/** The system user a child runs as; undefined: the one we are. */
export type Account = { uid: number; gid: number } | undefined

export type Finished = { code: number; output: string }

// The caller's PG* variables and locale must not reach initdb and postgres: they change ports, paths and messages.
export const child_env = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/** Runs a command to its end. One that cannot be started finishes with code 127 and the reason as its output. */
export function run(command: string[], account?: Account): Promise<Finished> {
  const [program = '', ...args] = command
  return new Promise((finish) => {
    const output: Buffer[] = []
    const child = spawn(program, args, { ...account, cwd: '/', env: child_env, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
    child.on('error', (error) => finish({ code: 127, output: error.message }))
    child.on('close', (code) => finish({ code: code ?? 128, output: Buffer.concat(output).toString().trim() }))
  })
}

/** Says which process has this pid now: the same pid given to another process reads differently. */
export async function identify(pid: number): Promise<string | undefined> {
  if (platform === 'linux') {
    const fields = await procStat(pid)
    // A zombie is gone in all but name: a container's first process may never reap it.
    if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${await bootId()}:${fields[19]}`
  }
  const { code, output } = await run(['ps', '-o', 'state=,lstart=', '-p', String(pid)])
  if (code !== 0 || output.startsWith('Z')) return undefined
  return output.replace(/^\S+\s+/, '')
}

/** The arguments of a running process, joined by spaces; empty when there is none. */
export async function commandOf(pid: number): Promise<string> {
  if (platform !== 'linux') return (await run(['ps', '-ww', '-o', 'command=', '-p', String(pid)])).output
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return line.split('\0').join(' ').trim()
}

/** Signals a process and waits until it is gone; false when it still runs after the limit. */
export async function terminate(pid: number, signal: NodeJS.Signals, limit_ms: number): Promise<boolean> {
  const identity = await identify(pid)
  if (!identity) return true
  signalIfThere(pid, signal)
  for (const until = Date.now() + limit_ms; Date.now() < until; await sleep(10))
    if ((await identify(pid)) !== identity) return true
  return false
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    kill(pid, signal)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

/** The fields of /proc/<pid>/stat from the state on; the name before them may itself hold spaces and brackets. */
async function procStat(pid: number): Promise<string[] | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')
}

async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => 'boot')).trim()
}
