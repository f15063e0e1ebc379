import { useLayoutEffect, useRef, useState } from 'react'
import type { PublicForm } from '#modules/lead-forms/submission-schemas.ts'
import { drawPage, drawThanks } from '#web/form-page/draw.ts'
import { formStyle } from '#web/form-page/form-style.ts'
import { toNode } from '#web/form-page/nodes.ts'
import { cx } from '#web/ui/cx.ts'

const views = [
  ['form', 'Form'],
  ['thanks', 'After sending'],
] as const

/** What visitors will see, drawn by what draws it for them. It can be looked at, and not filled in. */
export function Preview({ form }: { form: Omit<PublicForm, 'token'> }) {
  const place = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<'form' | 'thanks'>('form')
  useLayoutEffect(() => {
    const host = place.current
    if (!host) return
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
    if (root.adoptedStyleSheets.length === 0) {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(formStyle)
      root.adoptedStyleSheets = [sheet]
    }
    const drawn = drawPage(form, view === 'thanks' ? drawThanks(form.thanks) : { action: '', token: '' }, {
      heading: 'h2',
    })
    root.replaceChildren(...drawn.map(toNode))
  })
  return (
    <section aria-labelledby="preview" className="grid gap-2">
      <div className="flex items-center justify-between gap-3">
        <h2 id="preview" className="text-sm font-medium">
          Preview
        </h2>
        <div className="flex gap-1">
          {views.map(([value, label]) => (
            <button
              key={value}
              type="button"
              aria-pressed={view === value}
              onClick={() => setView(value)}
              className={cx(
                'h-7 rounded-md px-2 text-xs text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11',
                view === value && 'bg-surface font-medium text-ink! shadow-card ring-1 ring-line',
              )}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      <div className="rounded-xl border border-line bg-surface p-5 shadow-card">
        <div ref={place} inert data-preview />
      </div>
    </section>
  )
}
