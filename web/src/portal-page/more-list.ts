import { element } from '#web/pay-page/element.ts'
import { get } from '#web/portal-page/api.ts'
import { secondary, whileBusy } from '#web/portal-page/parts.ts'

type Page<T> = { data: T[]; next_cursor: string | null }

/** A list, and under it a button for what comes after, as long as there is more. */
export function moreList<T>(path: string, first: Page<T>, listOf: (items: T[]) => Node): Node {
  const box = element('div', { class: 'grid gap-3' }, listOf(first.data))
  let next = first.next_cursor
  const more = element('button', { type: 'button', class: secondary }, 'Show more')
  const failure = element('p', { role: 'alert', class: 'text-base text-bad empty:hidden' })
  more.addEventListener('click', () => {
    void whileBusy(more, 'Loading…', async () => {
      try {
        const separator = path.includes('?') ? '&' : '?'
        const page = await get<Page<T>>(`${path}${separator}cursor=${encodeURIComponent(next ?? '')}`)
        failure.textContent = ''
        failure.before(listOf(page.data))
        next = page.next_cursor
        if (!next) more.remove()
      } catch {
        failure.textContent = 'More could not be loaded. Try again.'
      }
    })
  })
  box.append(failure)
  if (next) box.append(more)
  return box
}
