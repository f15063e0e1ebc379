import { globSync, readFileSync } from 'node:fs'
import process from 'node:process'

/** The rows of docs/security/requirements.md; where no test is due there is a reason. */
export function readRows() {
  const list = readFileSync('docs/security/requirements.md', 'utf8')
  return [...list.matchAll(/^\| (SEC-\d{3}) \| (.+?) \|(.*)\|$/gm)].map(([, id, title, reason]) => ({
    id: id!,
    title: title!,
    reason: reason!.trim(),
  }))
}

const tested = ['{server,web}/**/*.{test,spec}.ts', 'test/**/*.ts', 'bench/**/*.ts']
/** A name begins with the ids of its rows. */
const named = /(['"`])((?:SEC-\d{3}[ ,:]+)+)((?:(?!\1).)+)/g

/** What tests, journeys and measurements call themselves, by the id of each row that they cover. */
export function readTests() {
  const names = globSync(tested)
    .sort()
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(named)].flatMap(([, , ids, name]) =>
        ids!.match(/SEC-\d{3}/g)!.map((id) => ({ id, path, name: name! })),
      ),
    )
  return Map.groupBy(names, ({ id }) => id)
}

// Prints each row with its tests, and fails when one has neither a test nor a reason.
if (import.meta.main) {
  const tests = readTests()
  const rows = readRows()
  const missing = rows.filter(({ id, reason }) => !reason && !tests.has(id))
  for (const { id, title, reason } of rows) {
    const lines = (tests.get(id) ?? []).map(({ path, name }) => `${path}: ${name}`)
    if (reason) lines.push(`no test: ${reason}`)
    process.stdout.write([`${id}  ${title}`, ...lines.map((line) => `         ${line}`), ''].join('\n'))
  }
  process.stdout.write(`\n${rows.length - missing.length} of ${rows.length} rows are covered\n`)
  for (const { id, title } of missing) process.stdout.write(`missing  ${id}  ${title}\n`)
  process.exitCode = missing.length ? 1 : 0
}
