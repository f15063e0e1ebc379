import { ArrowDown, ArrowUp, X } from 'lucide-react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { Controller, useFormContext } from 'react-hook-form'
import { formatMoney, formatRate } from '#web/api/format.ts'
import type { DraftForm } from '#web/invoices/draft-form.ts'
import type { GstEntry } from '#web/invoices/editor-queries.ts'
import { readQuantity } from '#web/invoices/read-quantity.ts'
import type { Preview } from '#web/invoices/use-preview.ts'
import { IconButton } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { cx } from '#web/ui/cx.ts'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'

type Props = {
  row: number
  count: number
  codes: GstEntry[]
  preview: Preview
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onPaste: (event: ClipboardEvent<HTMLElement>) => void
  onMove: (by: number) => void
  onRemove: () => void
}

/** As wide as it is given: two fields beside each other, five, or five and the buttons. */
export function LineRow({ row, count, codes, preview, onKeyDown, onPaste, onMove, onRemove }: Props) {
  const { register, control, formState } = useFormContext<DraftForm>()
  const errors = formState.errors.lines?.[row]
  const name = `lines.${row}` as const
  const computed = preview.computed?.lines[preview.rows.indexOf(row)]
  const label = (word: string) => (
    <>
      <span className="sr-only">Line {row + 1}: </span>
      {word}
    </>
  )
  return (
    <li
      onKeyDown={onKeyDown}
      className="relative border-b border-line px-3 py-3 last:border-0 focus-within:bg-hover @md:pl-2"
    >
      <div className="flex items-start gap-2 @md:@max-[40rem]:pr-25 @md:@max-[40rem]:pointer-coarse:pr-34">
        <span aria-hidden className="w-6 pt-2 text-center text-xs text-ink-3 tabular-nums @max-md:hidden">
          {row + 1}
        </span>
        <div className="min-w-0 flex-1 [&_label]:sr-only [&_textarea]:field-sizing-content [&_textarea]:min-h-9! pointer-coarse:[&_textarea]:min-h-11!">
          <TextArea
            label={label('Description')}
            placeholder="What was sold"
            rows={1}
            maxLength={1000}
            error={errors?.description?.message}
            {...register(`${name}.description`)}
            onPaste={onPaste}
          />
        </div>
        <span
          className={cx(
            'w-24 shrink-0 pt-2 text-right font-medium tabular-nums transition-opacity',
            preview.isStale && 'opacity-50',
          )}
        >
          {computed ? formatMoney(computed.amount_cents) : <span className="text-ink-3">–</span>}
        </span>
      </div>
      <div className="grid grid-cols-2 gap-2 pt-2 @md:grid-cols-[3.5rem_4rem_minmax(0,1.3fr)_minmax(0,1fr)_5.75rem] @md:pl-8 @[40rem]:grid-cols-[4.5rem_5rem_minmax(0,1.3fr)_minmax(0,1fr)_6rem_auto] [&_label]:text-xs [&_label]:font-normal [&_label]:text-ink-2">
        <TextField
          label={label('Quantity')}
          inputMode="decimal"
          autoComplete="off"
          className="text-right tabular-nums"
          error={errors?.quantity?.message}
          {...register(`${name}.quantity`, {
            validate: (text) => readQuantity(text) !== undefined || 'Type a number.',
          })}
        />
        <TextField
          label={label('Unit')}
          placeholder="hour"
          maxLength={20}
          autoComplete="off"
          error={errors?.unit?.message}
          {...register(`${name}.unit`)}
        />
        <Controller
          control={control}
          name={`${name}.unit_price_cents`}
          render={({ field }) => (
            <MoneyField
              prefix={null}
              label={label('Unit price')}
              error={errors?.unit_price_cents?.message}
              {...field}
            />
          )}
        />
        <Controller
          control={control}
          name={`${name}.discount_cents`}
          render={({ field }) => (
            <MoneyField prefix={null} label={label('Discount')} error={errors?.discount_cents?.message} {...field} />
          )}
        />
        {codes.length > 0 && (
          <Controller
            control={control}
            name={`${name}.gst_code`}
            render={({ field }) => (
              <Select label={label('GST')} error={errors?.gst_code?.message} {...field} value={field.value || 'SR'}>
                <GstOptions codes={codes} />
              </Select>
            )}
          />
        )}
        <div className="flex items-end justify-end @md:@max-[40rem]:absolute @md:@max-[40rem]:top-3 @md:@max-[40rem]:right-3 @[40rem]:col-start-6">
          <IconButton label={`Move line ${row + 1} up`} disabled={row === 0} onClick={() => onMove(-1)}>
            <ArrowUp aria-hidden />
          </IconButton>
          <IconButton label={`Move line ${row + 1} down`} disabled={row === count - 1} onClick={() => onMove(1)}>
            <ArrowDown aria-hidden />
          </IconButton>
          <IconButton label={`Remove line ${row + 1}`} onClick={onRemove}>
            <X aria-hidden />
          </IconButton>
        </div>
      </div>
    </li>
  )
}

function GstOptions({ codes }: { codes: GstEntry[] }) {
  const rare = codes.filter(({ is_common }) => !is_common)
  return (
    <>
      {codes.filter(({ is_common }) => is_common).map(option)}
      {rare.length > 0 && <optgroup label="Rarely needed">{rare.map(option)}</optgroup>}
    </>
  )
}

const option = ({ gst_code, gst_rate_bp, title }: GstEntry) => (
  <option key={gst_code} value={gst_code} title={title}>
    {gst_code} {formatRate(gst_rate_bp)}
  </option>
)
