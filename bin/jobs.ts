import process from 'node:process'
import { readConfig } from '#app/config.ts'
import { jobsCommand } from '#app/jobs-command.ts'

// Lists, retries or removes the jobs that gave up; see docs/operations/production.md.
try {
  process.stdout.write(`${await jobsCommand(readConfig(process.env), process.argv.slice(2))}\n`)
} catch (error) {
  if (!(error instanceof Error && error.name === 'StartupError')) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
