const mostLetters = 300

/** A reporter of Node's test runner: a line of JSON for each test that failed, with its file, name and message. */
export default async function* failedTests(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:fail' || !data.file) continue
    const error = data.details?.error?.cause ?? data.details?.error
    const message = String(error?.message).replaceAll(/\s+/g, ' ').slice(0, mostLetters)
    yield `${JSON.stringify({ file: data.file, name: data.name, message })}\n`
  }
}
