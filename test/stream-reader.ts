import assert from 'node:assert/strict'

export type StreamReader = Awaited<ReturnType<typeof readStream>>
type Heard = { event: string; data: Record<string, string> }

/** Reads an event stream as a browser would, but tells when it ends. */
export async function readStream(base: string, headers: Record<string, string>) {
  const leaving = new AbortController()
  const response = await fetch(`${base}/api/v1/events/stream`, { headers, signal: leaving.signal })
  assert.equal(response.status, 200, `the stream was refused: ${response.ok || (await response.text())}`)
  const heard: Heard[] = []
  let text = ''
  const ended = (async () => {
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      const messages = (text += piece).split('\n\n')
      text = messages.pop()!
      for (const message of messages) {
        const [, event, data] = /^event: (\w+)\ndata: (.+)$/.exec(message) ?? []
        if (event) heard.push({ event, data: JSON.parse(data!) })
      }
    }
  })().catch(() => {})
  return {
    heard,
    /** The next time that it says this, from here on; answers how long that took. */
    async hears(name: string, patience_ms = 20_000): Promise<number> {
      const from = heard.length
      const began = performance.now()
      const isThere = () => heard.slice(from).some(({ event, data }) => event === name || data.name === name)
      while (!isThere()) {
        assert.ok(performance.now() - began < patience_ms, `${name} was not heard in ${patience_ms} ms`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      return performance.now() - began
    },
    ended,
    leave: () => leaving.abort(),
  }
}
