import { invalid } from '#platform/errors.ts'
import type { StatementFile } from './schemas.ts'

/** The bytes of a file that was sent as base64. */
export function readContent({ content }: Pick<StatementFile, 'content'>): Uint8Array {
  const bytes = Buffer.from(content, 'base64')
  // What is no base64 is passed over in silence, so the length tells.
  if (bytes.length !== Math.floor((content.replace(/=+$/, '').length * 3) / 4))
    throw invalid('bank.invalid', 'The file cannot be read like this.', [
      { pointer: '/content', code: 'wrong_format', detail: 'Send the file in base64.' },
    ])
  return bytes
}
