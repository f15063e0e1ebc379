import { spawnSync } from 'node:child_process'
import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Stage } from './stage.ts'

/**
 * What the database gives to somebody who does nothing else, each statement a round trip of its own: to a C program
 * (pgbench, where it is installed) and to a bare loop over Node's driver, transactions per second of both.
 */
export type Limits = { pgbench: number | undefined; driver: number }

const clients = 8

/** A statement with its parameters in it, as a bare client would send it. */
export const writeOut = ({ sql, parameters }: { sql: string; parameters: readonly unknown[] }): string =>
  sql.replaceAll(/\$(\d+)/g, (_, n: string) => {
    const value = parameters[Number(n) - 1] as string | number | null
    return value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`
  })

export async function measureLimits(stage: Stage, name: string, scripts: string[][], seconds: number): Promise<Limits> {
  const pgbench = findPgbench()
  return {
    pgbench: pgbench ? runPgbench(pgbench, stage, name, scripts, seconds) : undefined,
    driver: await runLoop(stage, scripts, seconds),
  }
}

function findPgbench(): string | undefined {
  const found = spawnSync('pgbench', ['--version'])
  return found.status === 0 ? 'pgbench' : globSync('/usr/lib/postgresql/*/bin/pgbench').sort().at(-1)
}

function runPgbench(pgbench: string, stage: Stage, name: string, scripts: string[][], seconds: number): number {
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
  return Number(tps)
}

async function runLoop(stage: Stage, scripts: string[][], seconds: number): Promise<number> {
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
  return done / seconds
}
