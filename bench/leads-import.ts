import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { table } from './print.ts'
import { setStage } from './stage.ts'
import type { Measured } from './leads-import-run.ts'

const wanted = { import_seconds: 10, export_seconds: 15, more_mib: 64 }
/** With room to spare V8 lets garbage lie; so little shows what is needed. */
const tight = ['--max-old-space-size=128', '--max-semi-space-size=4']
const size = { rows: 10_000, exported: 100_000 }

/**
 * 10,000 rows tried and imported, a tenth of them duplicates, and 100,000 leads exported; each also with a tenth of the
 * rows, in a program of its own, so that the peak of its memory tells whether it grows with them.
 */
export async function importBench(): Promise<boolean> {
  const stage = await setStage()
  try {
    await stage.admin.query('set search_path = app')
    const run = (what: 'import' | 'export', rows: number): Measured => {
      const script = new URL('./leads-import-run.ts', import.meta.url).pathname
      const orders = JSON.stringify({ what, rows, url: stage.url, user_url: stage.user_url, folder: stage.folder })
      const child = spawnSync(process.execPath, [...tight, script, orders], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      if (child.status !== 0) throw new Error(`the run of ${what} ended with ${child.status}`)
      return JSON.parse(child.stdout) as Measured
    }
    const few = run('import', size.rows / 10)
    const many = run('import', size.rows)
    const fewOut = run('export', size.exported / 10)
    const manyOut = run('export', size.exported)
    const isFlat = (less: Measured, more: Measured) => more.peak_mib - less.peak_mib <= wanted.more_mib
    const rowOf = (what: string, rows: number, one: Measured, target = '') => ({
      what,
      rows: rows.toLocaleString('en'),
      seconds: one.seconds.toFixed(2),
      'rows/s': (rows / one.seconds).toFixed(0),
      duplicates: one.duplicates === undefined ? '' : String(one.duplicates),
      'peak MiB': one.peak_mib.toFixed(0),
      target,
    })
    const imports = many.seconds <= wanted.import_seconds && many.duplicates === size.rows / 10 && isFlat(few, many)
    const exports =
      manyOut.seconds <= wanted.export_seconds && manyOut.rows === size.exported && isFlat(fewOut, manyOut)
    const said = (holds: boolean, seconds: number) => (holds ? 'holds' : `MISSED: <= ${seconds} s, memory flat`)
    table('leads from a file and into one: dry run and import together, export to a reader that counts lines', [
      rowOf('import', size.rows / 10, few),
      rowOf('import', size.rows, many, said(imports, wanted.import_seconds)),
      rowOf('export', size.exported / 10, fewOut),
      rowOf('export', size.exported, manyOut, said(exports, wanted.export_seconds)),
    ])
    return imports && exports
  } finally {
    await stage.close()
  }
}
