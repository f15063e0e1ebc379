import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { print, type Row } from './print.ts'
import { databaseCpuSeconds, cpuSeconds, runLoad, type Stage, startServer } from './stage.ts'

type Profile = {
  nodes: { id: number; callFrame: { url: string; functionName: string } }[]
  samples: number[]
  timeDeltas: number[]
}

/** Runs each case once more under the CPU profiler and says which part of the program its microseconds went to. */
export async function profile(
  stage: Stage,
  cases: { name: string; requests: string[] }[],
  seconds: number,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name, requests } of cases) {
    print(`profiling: ${name}`)
    const folder = mkdtempSync(join(stage.folder, 'profile-'))
    const server = await startServer(stage, ['--cpu-prof', `--cpu-prof-dir=${folder}`])
    const before = [cpuSeconds(server.pid), databaseCpuSeconds(stage.postgres.pid)] as const
    const own = requests.map((request) => request.replace(/Host: localhost:\d+/, `Host: localhost:${server.port}`))
    const { requests: count } = await runLoad(
      {
        port: server.port,
        connections: 32,
        seconds,
        requests: own.map(renewKey),
      },
      stage.folder,
    )
    const node_us = ((cpuSeconds(server.pid) - before[0]) / count) * 1e6
    const db_us = ((databaseCpuSeconds(stage.postgres.pid) - before[1]) / count) * 1e6
    await server.stop()
    rows.push({ what: name, ...shares(folder, node_us), database: db_us.toFixed(0) })
  }
  return rows
}

/** The keys of the measured run are taken. */
const renewKey = (request: string): string => request.replace(/(Idempotency-Key: )/, '$1profile-')

function shares(folder: string, node_us: number): Row {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'))!
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile
  const partOf = new Map(nodes.map(({ id, callFrame }) => [id, part(callFrame.url, callFrame.functionName)]))
  const spent: Record<string, number> = { HTTP: 0, 'our code': 0, driver: 0, 'garbage and other': 0 }
  samples.forEach((id, i) => {
    const name = partOf.get(id)
    if (name) spent[name]! += timeDeltas[i]!
  })
  const total = Object.values(spent).reduce((sum, value) => sum + value, 0)
  return Object.fromEntries(
    Object.entries(spent).map(([name, value]) => [name, ((value / total) * node_us).toFixed(0)]),
  )
}

function part(url: string, name: string): string | undefined {
  if (name === '(idle)') return undefined
  if (/node_modules\/(pg|kysely)|platform\/(pipeline|database)\.ts/.test(url)) return 'driver'
  if (/\/server\//.test(url)) return 'our code'
  if (/node_modules|node:_?http|node:internal\/(http|streams)|node:stream/.test(url)) return 'HTTP'
  // Sockets serve both sides; the profiler cannot tell which write was whose.
  if (/node:(net|internal\/(stream_base|timers|process))/.test(url)) return 'HTTP'
  return 'garbage and other'
}
