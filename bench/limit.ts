import { spawnSync } from 'node:child_process'
import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Stage } from './stage.ts'

/** What the database gives to somebody who does nothing else: transactions per second of a script of statements. */
export type Limit = { per_second: number; by: string }

const clients = 8

/** pgbench where it is installed, else a bare loop over the driver; each statement is a round trip of its own. */
export async function measureLimit(stage: Stage, name: string, scripts: string[][], seconds: number): Promise<Limit> {
  const pgbench = findPgbench()
  return pgbench ? runPgbench(pgbench, stage, name, scripts, seconds) : runLoop(stage, scripts, seconds)
}

function findPgbench(): string | undefined {
  const found = spawnSync('pgbench', ['--version'])
  return found.status === 0 ? 'pgbench' : globSync('/usr/lib/postgresql/*/bin/pgbench').sort().at(-1)
}

function runPgbench(pgbench: string, stage: Stage, name: string, scripts: string[][], seconds: number): Limit {
  const files = scripts.map((statements, i) => {
    const file = join(stage.folder, `${name}-${i}.sql`)
    writeFileSync(file, statements.map((statement) => `${statement.replaceAll(/\s+/g, ' ')};`).join('\n'))
    return ['-f', file]
  })
  const url = new URL(stage.user_url.replace('@/', '@socket/'))
  const target = ['-h', url.searchParams.get('host')!, '-p', '5432', '-U', 'app_user']
  const options = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds)]
  const run = spawnSync(pgbench, [...target, ...options, ...files.flat(), 'nexuscore'], { encoding: 'utf8' })
  const tps = /tps = ([\d.]+)/.exec(run.stdout)?.[1]
  if (!tps) throw new Error(`pgbench failed: ${run.stderr}`)
  return { per_second: Number(tps), by: 'pgbench' }
}

async function runLoop(stage: Stage, scripts: string[][], seconds: number): Promise<Limit> {
  const end = performance.now() + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, i) => {
      const client = new pg.Client({ connectionString: stage.user_url })
      await client.connect()
      for (let n = i; performance.now() < end; n++, done++)
        for (const [at, text] of scripts[n % scripts.length]!.entries())
          await client.query(/^(begin|commit|set)/i.test(text) ? text : { name: `q${n % scripts.length}_${at}`, text })
      await client.end()
    }),
  )
  return { per_second: done / seconds, by: 'a bare driver loop' }
}
