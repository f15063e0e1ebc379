import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answers } from './cluster.ts'
import { socketIn } from './place.ts'
import { urlOf } from './start.ts'

/** The address of a database of the server that another process runs in `data_dir`; undefined while none does. */
export async function findEmbeddedPostgres(data_dir: string, database: string): Promise<string | undefined> {
  const pid_file = await readFile(join(data_dir, 'postgres/postmaster.pid'), 'utf8').catch(() => '')
  // Its fifth line is the folder of the socket.
  const socket_dir = pid_file.split('\n')[4]
  return socket_dir && (await answers(socketIn(socket_dir))) ? urlOf(socket_dir, database) : undefined
}
