import { createServer } from 'node:http'
import { type Asked, createSimulator } from './simulator.ts'
import type { Deliver } from './webhooks.ts'

/** The simulator as a server of its own, which lives on when the program that it serves does not. */

export async function serveSimulator(options: {
  port?: number
  webhook_secret: string
  deliver: Deliver
  now_ms?: () => number
  first_wait_ms?: number
  /** After something was done, and before it is said. */
  before_answer?: (asked: Asked) => Promise<void>
}) {
  const { port = 0, before_answer, ...rest } = options
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const asked = { method: request.method!, url: request.url!, headers: request.headers, body }
      const said = simulator.answer(asked)
      const send = () => void response.writeHead(said.status, said.headers).end(said.body)
      if (before_answer) void before_answer(asked).then(send)
      else send()
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const base_url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const simulator = createSimulator({ base_url, ...rest })
  return {
    base_url,
    simulator,
    async close() {
      simulator.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
