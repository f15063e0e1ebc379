import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { blankLine, type DraftForm, isBlank } from '#web/invoices/draft-form.ts'
import { LineRow } from '#web/invoices/line-row.tsx'
import { readPastedLines } from '#web/invoices/paste-lines.ts'
import { gstCodesQuery } from '#web/invoices/editor-queries.ts'
import type { Preview } from '#web/invoices/use-preview.ts'
import { Button } from '#web/ui/button.tsx'
import { Kbd } from '#web/ui/kbd.tsx'

/** What is sold: typed, reordered with buttons or Alt+arrows, or pasted from a spreadsheet. */
export function LineEditor({ preview }: { preview: Preview }) {
  const form = useFormContext<DraftForm>()
  const { control, getValues } = form
  const { fields, append, insert, remove, move, replace } = useFieldArray({ control, name: 'lines' })
  const { data: gst } = useQuery(gstCodesQuery)
  const codes = gst?.data.some(({ gst_code }) => gst_code !== 'NG') ? gst.data : []
  const focusOn = (row: number) => ({ shouldFocus: true, focusName: `lines.${row}.description` })

  function add() {
    append({ ...blankLine }, focusOn(fields.length))
  }

  function drop(row: number) {
    if (fields.length === 1) return replace([{ ...blankLine }])
    remove(row)
    return focusSoon(Math.min(row, fields.length - 2), 'description')
  }

  function shift(row: number, by: number, field: string) {
    const to = row + by
    if (to < 0 || to >= fields.length) return
    move(row, to)
    focusSoon(to, field)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, row: number) {
    const name = event.target instanceof Element ? event.target.getAttribute('name') : null
    const field = name?.split('.').at(-1) ?? 'description'
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      return shift(row, event.key === 'ArrowUp' ? -1 : 1, field)
    }
    const isEnter = event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey
    if (!isEnter || event.target instanceof HTMLButtonElement) return undefined
    event.preventDefault()
    return row === fields.length - 1 ? add() : focusSoon(row + 1, field)
  }

  function onPaste(event: ClipboardEvent<HTMLElement>, row: number) {
    const pasted = readPastedLines(event.clipboardData.getData('text/plain'))?.slice(0, 500 - fields.length)
    if (!pasted?.length) return
    event.preventDefault()
    const lines = pasted.map((line) => ({ ...blankLine, ...line }))
    const here = getValues(`lines.${row}`)
    const isHereBlank = isBlank(here)
    insert(row + 1, lines, { shouldFocus: false })
    if (isHereBlank) remove(row)
    focusSoon(row + lines.length - (isHereBlank ? 1 : 0), 'description')
  }

  return (
    <fieldset className="min-w-0">
      <legend className="pb-2 text-base font-semibold">Lines</legend>
      <ol className="@container overflow-hidden rounded-lg border border-line bg-surface shadow-card">
        {fields.map((field, row) => (
          <LineRow
            key={field.id}
            row={row}
            count={fields.length}
            codes={codes}
            preview={preview}
            onKeyDown={(event) => onKeyDown(event, row)}
            onPaste={(event) => onPaste(event, row)}
            onMove={(by) => shift(row, by, 'description')}
            onRemove={() => drop(row)}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-2.5">
        <Button onClick={add} disabled={fields.length >= 500}>
          <Plus aria-hidden />
          Add line
        </Button>
        <p className="text-xs text-ink-2 pointer-coarse:hidden">
          <Kbd>Enter</Kbd> on the last line adds one. <Kbd>Alt</Kbd> <Kbd>↑</Kbd> <Kbd>↓</Kbd> moves a line. Rows copied
          from a spreadsheet paste as lines.
        </p>
      </div>
    </fieldset>
  )
}

/** After React has drawn the row where it now is. */
function focusSoon(row: number, field: string) {
  requestAnimationFrame(() => document.getElementsByName(`lines.${row}.${field}`)[0]?.focus())
}
