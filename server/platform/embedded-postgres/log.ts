import { type FileHandle, copyFile, open, rename, stat, truncate } from 'node:fs/promises'

const most_bytes = 10_000_000

export type ServerLog = { file: string; fd: number; textSinceOpened: () => Promise<string>; close: () => Promise<void> }

/** A file that PostgreSQL writes to by itself, so its log goes on when we are busy; at most twice `most_bytes` stay. */
export async function openServerLog(file: string): Promise<ServerLog> {
  if ((await sizeOf(file)) > most_bytes) await rename(file, `${file}.1`)
  const handle = await open(file, 'a', 0o600)
  const start = (await handle.stat()).size
  const watch = setInterval(() => void makeRoom(file).catch(() => undefined), 60_000)
  watch.unref()
  return {
    file,
    fd: handle.fd,
    textSinceOpened: () => textFrom(file, start),
    close: async () => {
      clearInterval(watch)
      await handle.close()
    },
  }
}

/** PostgreSQL holds the file open for appending, so it is emptied in place. */
async function makeRoom(file: string): Promise<void> {
  if ((await sizeOf(file)) < most_bytes) return
  await copyFile(file, `${file}.1`)
  await truncate(file)
}

async function textFrom(file: string, start: number): Promise<string> {
  const handle: FileHandle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, 1_000_000)), { position: start })
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0
}
