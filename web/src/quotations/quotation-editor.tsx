import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import type { Quotation } from '#modules/quotations/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatAmount, formatMoneyWithCode, formatRate } from '#web/api/format.ts'
import { ApiError, isStatus } from '#web/api/problem.ts'
import { blankForm, type DraftForm, isReadable, toBody, toFieldName, toForm } from '#web/invoices/draft-form.ts'
import { DraftNotes } from '#web/invoices/draft-notes.tsx'
import { LineEditor } from '#web/invoices/line-editor.tsx'
import { type Preview, usePreview } from '#web/invoices/use-preview.ts'
import { createQuotation, refreshQuotation, updateQuotation } from '#web/quotations/api.ts'
import { quotationQuery } from '#web/quotations/queries.ts'
import { QuotationLink } from '#web/quotations/quotation-link.tsx'
import { type Recipient, RecipientFields } from '#web/quotations/recipient-fields.tsx'
import { SendDialog } from '#web/quotations/send-dialog.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { ConflictNotice } from '#web/ui/conflict.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { opened?: Quotation; recipient: Recipient; isFixed: boolean }

/** The editor's `due_date` is the last day: the parts of the invoice editor find their fields in it. */
export function QuotationEditor({ opened, recipient, isFixed }: Props) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState(recipient)
  const [sending, setSending] = useState<Quotation>()
  const [version, setVersion] = useState(opened?.version ?? 0)
  const [made, setMade] = useState<string>()
  const [hasConflict, setConflict] = useState(false)
  const key = useRef(newIdempotencyKey())
  const form = useForm<DraftForm>({ mode: 'onTouched', defaultValues: valuesOf(opened) })
  const preview = usePreview(form, undefined)
  const { errors, isDirty, isSubmitting } = form.formState

  const id = opened?.id ?? made

  async function store(fields: DraftForm, from: number): Promise<Quotation | undefined> {
    if (!chosen.option) {
      form.setError('customer_id', { message: 'Choose whom it is for.' })
      document.querySelector<HTMLElement>('[data-recipient] input[role="combobox"]')?.focus()
      return undefined
    }
    if (!isReadable(fields)) {
      form.setError('root', { message: 'One of the numbers cannot be read.' })
      return undefined
    }
    const { reference, notes, lines } = toBody(fields).body
    const typed = { reference: reference ?? null, notes: notes ?? null, lines, valid_until: fields.due_date || null }
    const { kind, option } = chosen
    const saved = id
      ? await updateQuotation(id, from, typed)
      : await createQuotation({ ...typed, [`${kind}_id`]: option.value }, key.current)
    setMade(saved.id)
    setVersion(saved.version)
    refreshQuotation(queryClient, saved)
    form.reset(fields)
    return saved
  }

  const save = (andSend: boolean, from = version) =>
    form.handleSubmit(async (fields) => {
      try {
        const saved = await store(fields, from)
        if (!saved) return
        if (andSend) return setSending(saved)
        toast({ title: 'Draft saved' })
        await open(saved.id)
      } catch (error) {
        // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
        if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
        if (isStatus(error, 412)) setConflict(true)
        else place(error, fields)
      }
    })

  /** As somebody else left it: a draft to go on with, or what they sent. */
  async function fetchTheirs(): Promise<Quotation> {
    const theirs = await queryClient.fetchQuery({ ...quotationQuery(id!), staleTime: 0 })
    setVersion(theirs.version)
    setConflict(false)
    return theirs
  }
  const loadTheirs = async () => form.reset(valuesOf(await fetchTheirs()))
  const keepMine = async () => save(false, (await fetchTheirs()).version)()

  const open = (id: string) =>
    navigate({
      from: '/app/$slug',
      to: '/app/$slug/leads/$',
      params: { _splat: `quotations/${id}` },
      search: {} as never,
      replace: true,
      ignoreBlocker: true,
    })

  function place(error: unknown, fields: DraftForm) {
    const { rows } = toBody(fields)
    const fieldOf = (pointer: string) => (pointer === '/valid_until' ? 'due_date' : toFieldName(pointer, rows))
    const places = error instanceof ApiError ? error.fields.map(({ pointer }) => [pointer, fieldOf(pointer)]) : []
    placeProblem(error, form, Object.fromEntries(places))
  }

  return (
    <FormProvider {...form}>
      <form noValidate aria-label="Quotation" className="max-w-5xl" onSubmit={(event) => void save(false)(event)}>
        <div className="grid gap-4 pb-6 md:grid-cols-2">
          {!isFixed && (
            <RecipientFields
              recipient={chosen}
              error={errors.customer_id?.message}
              onChange={(next) => {
                setChosen(next)
                form.setValue('customer_id', next.kind === 'customer' ? (next.option?.value ?? '') : '')
                form.clearErrors('customer_id')
              }}
            />
          )}
          <TextField
            label="Valid until"
            type="date"
            optional
            hint="Left empty: 30 days after it is sent"
            error={errors.due_date?.message}
            {...form.register('due_date')}
          />
          <TextField
            label="Reference"
            optional
            maxLength={100}
            autoComplete="off"
            hint="Such as the number of their request"
            error={errors.reference?.message}
            {...form.register('reference')}
          />
        </div>
        <LineEditor preview={preview} />
        <Totals preview={preview} />
        <DraftNotes />
        <div className="sticky bottom-0 z-10 mt-6 flex flex-wrap items-center gap-2 border-t border-line bg-canvas py-3 max-md:bottom-14">
          {hasConflict && (
            <ConflictNotice
              title="Someone else saved this quotation meanwhile"
              busy={isSubmitting}
              onLoadTheirs={() => void loadTheirs()}
              onKeepMine={() => void keepMine()}
            />
          )}
          {errors.root && <FormError>{errors.root.message}</FormError>}
          <Button variant="primary" busy={isSubmitting} busyLabel="Saving…" onClick={() => void save(true)()}>
            Save and send
          </Button>
          <Button type="submit" disabled={isSubmitting}>
            Save draft
          </Button>
          <QuotationLink className={buttonClass('ghost')}>Cancel</QuotationLink>
        </div>
      </form>
      {sending && (
        <SendDialog
          quotation={sending}
          onRefused={(error) => place(error, form.getValues())}
          onClose={() => {
            setSending(undefined)
            void open(sending.id)
          }}
        />
      )}
      <LeaveGuard when={isDirty && !isSubmitting} />
    </FormProvider>
  )
}

function valuesOf(opened: Quotation | undefined): DraftForm {
  if (!opened) return blankForm()
  return toForm({ ...opened, customer_id: opened.customer_id ?? '', due_date: opened.valid_until })
}

/** The server's sums, a quarter of a second behind what is typed. */
function Totals({ preview: { computed, isStale } }: { preview: Preview }) {
  if (!computed) return null
  const groups = computed.kind === 'tax_invoice' ? computed.gst_breakdown : []
  return (
    <dl
      aria-label="Totals"
      className={`ml-auto grid max-w-80 grid-cols-[1fr_auto] gap-x-4 gap-y-1 pt-4 text-sm tabular-nums ${isStale ? 'opacity-60' : ''}`}
    >
      <dt className="text-ink-2">Subtotal</dt>
      <dd className="text-right">{formatAmount(computed.subtotal_cents)}</dd>
      {groups.map(({ gst_code, gst_rate_bp, gst_cents }) => (
        <div key={gst_code + gst_rate_bp} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-2">
            GST {formatRate(gst_rate_bp)} ({gst_code})
          </dt>
          <dd className="text-right">{formatAmount(gst_cents)}</dd>
        </div>
      ))}
      <dt className="font-semibold">Total</dt>
      <dd className="text-right font-semibold">{formatMoneyWithCode(computed.total_amount_cents)}</dd>
    </dl>
  )
}
