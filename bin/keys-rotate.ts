import process from 'node:process'
import { readConfig } from '#app/config.ts'
import { rotateKeysCommand } from '#app/keys-command.ts'

// Replaces the key that signs access tokens; see docs/operations/production.md.
try {
  process.stdout.write(`${await rotateKeysCommand(readConfig(process.env), Temporal.Now.instant())}\n`)
} catch (error) {
  if (!(error instanceof Error && error.name === 'StartupError')) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
