import { createServer } from 'node:net'
import { StartupError } from './startup-error.ts'

/** One clear sentence when the address to listen on cannot be had. */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port }, resolve)
    })
  } catch (error) {
    throw new StartupError(explain((error as { code?: string }).code, host, port))
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
}

function explain(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: stop the program that has it, or start with another, such as PORT=${port + 1} npm start.`
  if (code === 'EACCES') return `Port ${port} may only be opened by an administrator: choose one above 1023.`
  return `${host}:${port} cannot be listened on (${code}): check HOST and PORT.`
}
