import { CircleCheck, CircleDashed } from 'lucide-react'
import { type UseFormReturn, useFormContext } from 'react-hook-form'
import type { ComputedDraft } from '#modules/invoices/schemas.ts'
import { type DraftForm, toFieldName } from '#web/invoices/draft-form.ts'
import type { Preview } from '#web/invoices/use-preview.ts'

type Missing = ComputedDraft['missing'][number]

/** Why it cannot be issued yet, each reason leading to its field; or that it can. */
export function MissingList({ preview: { computed, rows } }: { preview: Preview }) {
  const form = useFormContext<DraftForm>()
  if (!computed) return <div className="h-9" />
  if (computed.missing.length === 0)
    return (
      <p id="missing" className="flex h-9 items-center gap-2 text-sm text-ok">
        <CircleCheck aria-hidden className="size-4" />
        Ready to issue
      </p>
    )
  return (
    <div id="missing" className="pb-3 text-sm">
      <p className="flex h-9 items-center gap-2 text-ink-2">
        <CircleDashed aria-hidden className="size-4" />
        Before it can be issued
      </p>
      <ul className="grid gap-0.5 pl-6">
        {computed.missing.map((missing) => (
          <li key={missing.pointer + missing.code}>
            <button
              type="button"
              onClick={() => focusMissing(form, missing, rows)}
              className="min-h-6 text-left text-link underline-offset-2 hover:underline pointer-coarse:min-h-11"
            >
              {where(missing, rows)}
              {missing.detail}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Goes to the field that a reason is about. */
export function focusMissing(form: UseFormReturn<DraftForm>, missing: Missing, rows: number[]) {
  const name = toFieldName(missing.pointer, rows)
  if (name.startsWith('customer_id')) return document.querySelector<HTMLElement>('[data-customer] input')?.focus()
  if (name === 'lines') return form.setFocus('lines.0.description')
  const known =
    document.getElementsByName(name)[0] ??
    document.getElementsByName(`${name.split('.').slice(0, 2).join('.')}.description`)[0]
  return known?.focus()
}

function where({ pointer }: Missing, rows: number[]): string {
  const line = /^\/lines\/(\d+)/.exec(pointer)?.[1]
  return line === undefined ? '' : `Line ${(rows[Number(line)] ?? Number(line)) + 1}: `
}
