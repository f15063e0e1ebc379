import { statfs } from 'node:fs/promises'
import { StartupError } from '#platform/startup-error.ts'

const or_elsewhere = 'or set NEXUSCORE_DATA_DIR to another folder'

export function madeByAnotherMajor(dir: string, theirs: string, ours: string): StartupError {
  return new StartupError(
    `The database in ${dir} was made by PostgreSQL ${theirs}, but this NexusCore brings PostgreSQL ${ours}: ` +
      `bring the data over with pg_dump and psql, ${or_elsewhere}.`,
  )
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** What stopped our own file work, where that is something a person can put right; other errors stay as they are. */
export function explainError(error: unknown, dir: string): unknown {
  if (error instanceof StartupError) return error
  const code = codeOf(error)
  const path = error instanceof Error && 'path' in error ? String(error.path) : dir
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(dir)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return notWritable(dir, path)
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new StartupError(`${path} is not a folder: move it away, ${or_elsewhere}.`)
  return error
}

/** What stopped initdb or postgres, from what it printed; a full disk may have kept it from printing at all. */
export async function explainOutput(output: string, dir: string, log_file?: string): Promise<StartupError> {
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(output) || (await isFull(dir)))
    return diskFull(dir)
  const told = mostTelling(output)
  if (/Permission denied|Read-only file system|wrong ownership|invalid permissions/.test(output))
    return notWritable(dir, told)
  const where = log_file ? `; its log is ${log_file}` : ''
  return new StartupError(`PostgreSQL did not start: ${told}${where}.`)
}

function diskFull(dir: string): StartupError {
  return new StartupError(`The disk that holds ${dir} is full: free some space and start again, ${or_elsewhere}.`)
}

function notWritable(dir: string, detail: string): StartupError {
  return new StartupError(
    `NexusCore cannot write to its data in ${dir} (${detail}): ` +
      `start it as the user the folder belongs to, ${or_elsewhere}.`,
  )
}

function mostTelling(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim())
  // Our own question whether it is ready yet is refused with a FATAL, too.
  const telling = lines.find((line) => /\b(FATAL|PANIC|error): (?!.*the database system is)/.test(line)) ?? lines.at(-1)
  return telling?.replace(/^.*?\b(FATAL|PANIC|ERROR|LOG|error):\s+/, '').replace(/\.$/, '') ?? 'it printed nothing'
}

async function isFull(dir: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dir)
  return bavail * bsize < 1_000_000
}
