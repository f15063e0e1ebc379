import type { LeadImport, LeadImportCheck } from '#modules/lead-imports/schemas.ts'
import { fileUrl, post } from '#web/api/client.ts'
import type { Verdict } from '#web/lead-imports/queries.ts'

export const largestFile = 100 * 1024 * 1024
const partBytes = 2 * 1024 * 1024

const change = (id: string, verb: string, body?: object) => post<LeadImport>(`/lead-imports/${id}/${verb}`, body)
export const checkImport = (id: string, body: LeadImportCheck) => change(id, 'check', body)
export const startImport = (id: string) => change(id, 'start')
export const cancelImport = (id: string) => change(id, 'cancel')
export const undoImport = (id: string) => change(id, 'undo')
export const rowsUrl = (id: string, verdict: Verdict) => fileUrl(`/lead-imports/${id}/rows/export`, { verdict })

/** Sends a file piece by piece, so that none of it is held as a whole, and tells how much has gone. */
export async function uploadFile(
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<LeadImport> {
  if (file.size === 0) throw new Error(`${file.name} is empty. Export it again.`)
  if (file.size > largestFile) throw new Error(`${file.name} is larger than 100 MB. Split it, and import the parts.`)
  // oxlint-disable-next-line no-control-regex -- a name may hold what no line of text may
  const file_name = file.name.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 200)
  let lead_import = await post<LeadImport>('/lead-imports', { file_name, byte_count: file.size })
  while (lead_import.status === 'uploading') {
    signal.throwIfAborted()
    const from_byte = lead_import.received_bytes
    const content = await base64Of(file.slice(from_byte, from_byte + partBytes))
    lead_import = await change(lead_import.id, 'upload', { from_byte, content })
    onSent(lead_import.received_bytes)
  }
  return lead_import
}

async function base64Of(piece: Blob): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(new Error('The file could not be read. Choose it again.')))
    reader.readAsDataURL(piece)
  })
  return url.slice(url.indexOf(',') + 1)
}
