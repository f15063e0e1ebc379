/** A reporter of Node's test runner: a line of JSON for each test that failed, with its file, name and message. */
export default async function* failedTests(events) {
  for await (const { type, data } of events) {
    const [message] = String(data.details?.error?.cause?.message ?? data.details?.error?.message).split('\n')
    if (type === 'test:fail' && data.file) yield `${JSON.stringify({ file: data.file, name: data.name, message })}\n`
  }
}
