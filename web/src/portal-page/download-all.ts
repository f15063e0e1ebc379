import type { DocumentArchive } from '#modules/document-archives/schemas.ts'
import { element } from '#web/pay-page/element.ts'
import { api, call, get, Refusal } from '#web/portal-page/api.ts'
import { secondary, whileBusy } from '#web/portal-page/parts.ts'

const askAgainAfter = 1000

/** All papers as one zip: asked for, waited for with its progress said, and saved. */
export function downloadAll(): Node {
  const said = element('p', { class: 'pt-1 text-sm text-ink-2', role: 'status' })
  const button = element('button', { type: 'button', class: `${secondary} max-sm:w-full` }, 'Download all')
  button.addEventListener('click', () => void whileBusy(button, 'One moment…', () => download(said)))
  return element('div', {}, button, said)
}

async function download(said: HTMLElement): Promise<void> {
  try {
    let archive = await call<DocumentArchive>('POST', '/archives')
    while (archive.status === 'building') {
      said.textContent = `${archive.done_count} of ${archive.document_count} documents`
      await new Promise((resolve) => setTimeout(resolve, askAgainAfter))
      archive = await get<DocumentArchive>(`/archives/${archive.id}`)
    }
    if (archive.status !== 'ready') throw new Refusal(0, { detail: 'The file could not be made. Try again.' })
    said.textContent = `${archive.document_count} documents in one file`
    location.assign(`${api}/archives/${archive.id}/file`)
  } catch (error) {
    said.textContent = error instanceof Refusal ? error.message : 'Something went wrong. Try again.'
  }
}
