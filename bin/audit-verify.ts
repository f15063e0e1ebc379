import process from 'node:process'
import { auditCommand } from '#app/audit-command.ts'
import { readConfig } from '#app/config.ts'

// Verifies the audit trail and ends with 1 when it is not intact; see docs/guides/audit-trail.md.
try {
  const isIntact = await auditCommand(readConfig(process.env), process.argv.slice(2), (line) =>
    process.stdout.write(`${line}\n`),
  )
  process.exitCode = isIntact ? 0 : 1
} catch (error) {
  if (!(error instanceof Error && error.name === 'StartupError')) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
