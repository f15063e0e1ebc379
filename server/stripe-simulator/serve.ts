import { createServer } from 'node:http'
import { createSimulator } from './simulator.ts'

/** The simulator as a server of its own, which lives on when the program that it serves does not. */
export async function serveSimulator(options: {
  port?: number
  webhook_url: () => string
  webhook_secret: string
  first_wait_ms?: number
}) {
  const { port = 0, webhook_url, webhook_secret, first_wait_ms } = options
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const said = simulator.answer({ method: request.method!, url: request.url!, headers: request.headers, body })
      response.writeHead(said.status, said.headers).end(said.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const base_url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const simulator = createSimulator({
    base_url,
    webhook_secret,
    deliver: async (body, headers) => (await fetch(webhook_url(), { method: 'POST', headers, body })).status,
    ...(first_wait_ms && { first_wait_ms }),
  })
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
