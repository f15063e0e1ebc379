import process from 'node:process'
import { readConfig } from '#app/config.ts'
import { operatorCommand } from '#app/operator-command.ts'

// Makes somebody an operator of this installation; see docs/operations/operator.md.
try {
  process.stdout.write(`${await operatorCommand(readConfig(process.env), process.argv.slice(2))}\n`)
} catch (error) {
  if (!(error instanceof Error && error.name === 'StartupError')) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
