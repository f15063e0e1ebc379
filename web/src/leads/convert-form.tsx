import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useCallback, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { LeadConversion, LeadToConvert, PossibleCustomers } from '#modules/lead-conversions/schemas.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { get, post } from '#web/api/client.ts'
import { ApiError, hasCode } from '#web/api/problem.ts'
import { useOrganization } from '#web/app/session.ts'
import { blankFields, type CustomerFields, toInput } from '#web/customers/customer-fields.ts'
import { AddressFields, EmailField, WhoFields } from '#web/customers/customer-form.tsx'
import { leadQuery, timelineQuery } from '#web/leads/queries.ts'
import { useConverted } from '#web/leads/use-converted.tsx'
import { PricePicker, useChosenPrice } from '#web/subscriptions/price-picker.tsx'
import { hasSeats, isPerSeat } from '#web/subscriptions/words.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { Checkbox } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

type Possible = PossibleCustomers['data'][number]
type Props = { id: string; stageId: string | undefined; onConverted: () => void; onCancel: () => void }

const reasonWords = {
  uen: 'same UEN',
  email: 'same e-mail',
  email_domain: 'same mail domain',
  name: 'same name',
} satisfies Record<Possible['reasons'][number], string>

/** Waits for what it begins with, so that nothing is put into fields that somebody types in. */
export default function ConvertForm(props: Props) {
  const { id } = props
  const lead = useQuery({ ...leadQuery(id), staleTime: 0 })
  const possible = useQuery({
    queryKey: ['leads', 'possible-customers', id],
    queryFn: ({ signal }) => get<PossibleCustomers>(`/leads/${id}/possible-customers`, { signal }),
    staleTime: 0,
  })
  const failed = [lead, possible].find(({ isError }) => isError)
  if (failed)
    return (
      <ErrorState title="The lead could not be loaded" error={failed.error} onRetry={() => void failed.refetch()} />
    )
  if (!lead.data || !possible.data) return <Skeleton className="h-80 w-full" />
  return <Form {...props} lead={lead.data} possible={possible.data.data} />
}

const fieldsOf = ({ name, company, uen, email, phone }: Lead): CustomerFields => ({
  ...blankFields,
  name: company ?? name,
  kind: company || uen ? 'business' : 'individual',
  uen: uen ?? '',
  email: email ?? '',
  phone: phone ?? '',
})

/** What they were thought to be worth, to be put into words. */
const linesOf = ({ estimated_value_cents }: Lead) =>
  estimated_value_cents ? [{ description: 'As discussed', quantity: '1', unit_price_cents: estimated_value_cents }] : []

/** A customer with the same UEN or address is most likely the same. */
const likeliest = (possible: Possible[]) =>
  possible.find(({ reasons }) => reasons.includes('uen') || reasons.includes('email'))?.id ?? 'new'

function Form({ lead, possible, stageId, onConverted, onCancel }: Props & { lead: Lead; possible: Possible[] }) {
  const converted = useConverted()
  const queryClient = useQueryClient()
  const form = useForm<CustomerFields>({ mode: 'onTouched', defaultValues: fieldsOf(lead) })
  const [who, setWho] = useState(() => likeliest(possible))
  const [withContact, setWithContact] = useState(lead.company !== null)
  const [extra, setExtra] = useState<'nothing' | 'subscription' | 'quotation' | 'draft'>('nothing')
  const [chosen, setChosen] = useState({ plan_id: '', price_id: '' })
  const [quantity, setQuantity] = useState('1')
  const [priceError, setPriceError] = useState<string>()
  const [isSending, setSending] = useState(false)
  const [rival, setRival] = useState<Rival>()
  const price = useChosenPrice(chosen)
  const isCounted = extra === 'subscription' && price !== undefined && hasSeats(price)
  const isQuantity = /^\s*[1-9]\d{0,6}\s*$/.test(quantity)
  const choosePrice = useCallback((next: typeof chosen) => {
    setChosen(next)
    setPriceError(undefined)
  }, [])

  async function convert(fields: CustomerFields) {
    if (extra === 'subscription' && chosen.price_id === '') return setPriceError('Choose a price.')
    if (isCounted && !isQuantity) return
    const input: LeadToConvert = {
      ...(who === 'new' ? { customer: toInput(fields) } : { customer_id: who }),
      with_contact: withContact,
      ...(stageId && { stage_id: stageId }),
      ...(extra === 'subscription' && {
        subscription: { price_id: chosen.price_id, ...(isCounted && { quantity: Number(quantity) }) },
      }),
      ...(extra === 'quotation' && { quotation_draft: { lines: linesOf(lead) } }),
      ...(extra === 'draft' && { invoice_draft: { lines: [] } }),
    }
    try {
      const conversion = await post<LeadConversion>(`/leads/${lead.id}/convert`, input)
      const name = who === 'new' ? fields.name.trim() : possible.find(({ id }) => id === who)!.name
      onConverted()
      converted(conversion, name)
    } catch (error) {
      if (hasCode(error, 'leads.converted')) return setRival(await whoWas(lead.id))
      const onPrice = error instanceof ApiError && error.fields.find(({ pointer }) => pointer.endsWith('/price_id'))
      if (onPrice) return setPriceError(onPrice.detail)
      placeProblem(error, form, aliases)
    }
  }

  /** The fields of a customer that is there already are not shown, so they cannot be wrong. */
  async function joinThem(event: FormEvent) {
    event.preventDefault()
    setSending(true)
    await convert(form.getValues())
    setSending(false)
  }

  /** Who was quicker, and what the lead became. */
  async function whoWas(id: string): Promise<Rival> {
    void queryClient.invalidateQueries({ queryKey: ['leads'] })
    const [now, timeline] = await Promise.all([
      queryClient.fetchQuery({ ...leadQuery(id), staleTime: 0 }),
      queryClient.fetchQuery({ ...timelineQuery(id), staleTime: 0 }),
    ])
    const by = timeline.data.find(({ event }) => event?.name === 'lead.converted')?.actor_name
    return { name: by ?? 'Somebody else', customer_id: now.customer_id }
  }

  if (rival) return <Late lead={lead} rival={rival} onClose={onCancel} />
  const { errors, isSubmitting } = form.formState
  return (
    <form
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.stopPropagation()
        void (who === 'new' ? form.handleSubmit(convert)(event) : joinThem(event))
      }}
    >
      <FormError>{errors.root?.message}</FormError>
      {possible.length > 0 && (
        <ChoiceCards
          legend="Which customer are they?"
          value={who}
          onChange={setWho}
          options={[
            ...possible.map(({ id, name, uen, email, reasons }) => ({
              value: id,
              label: name,
              hint: [reasons.map((reason) => reasonWords[reason]).join(', '), uen, email].filter(Boolean).join(' · '),
            })),
            { value: 'new', label: 'A new customer' },
          ]}
        />
      )}
      {who === 'new' && (
        <>
          <WhoFields form={form} />
          <EmailField form={form} />
          <details className="rounded-md border border-line px-3 py-2 open:pb-3">
            <summary className="text-sm font-medium pointer-coarse:py-2">
              Address <span className="font-normal text-ink-3">(optional; a tax invoice needs it)</span>
            </summary>
            <div className="grid gap-4 pt-3">
              <AddressFields form={form} />
            </div>
          </details>
        </>
      )}
      <Checkbox
        label={`Keep ${lead.name} as a contact of the customer`}
        checked={withContact}
        onChange={({ target }) => setWithContact(target.checked)}
      />
      <ChoiceCards
        legend="Begin with"
        value={extra}
        onChange={setExtra}
        options={[
          { value: 'nothing', label: 'Nothing yet' },
          { value: 'subscription', label: 'A subscription', hint: 'With the trial of its plan, from today' },
          { value: 'quotation', label: 'A quotation', hint: 'Its draft opens afterwards, with what they are worth' },
          { value: 'draft', label: 'An invoice draft', hint: 'Opens afterwards, for you to fill in' },
        ]}
      />
      {extra === 'subscription' && (
        <>
          <PricePicker {...chosen} onChange={choosePrice} priceError={priceError} />
          {isCounted && (
            <div className="max-w-40">
              <TextField
                label={isPerSeat(price) ? 'Seats' : 'Units'}
                inputMode="numeric"
                autoComplete="off"
                error={isQuantity ? undefined : 'Type a whole number.'}
                value={quantity}
                onChange={({ target }) => setQuantity(target.value)}
              />
            </div>
          )}
        </>
      )}
      <div className="flex flex-wrap justify-end gap-2 pt-1">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isSubmitting || isSending} busyLabel="Converting…">
          Convert {lead.name}
        </Button>
      </div>
    </form>
  )
}

/** The server says where a mistake lies, by the whole or by its part. */
const aliases = {
  '/customer/name': 'name',
  '/customer/uen': 'uen',
  '/customer/gst_reg_no': 'gst_reg_no',
  '/customer/email': 'email',
  '/customer/address/postal_code': 'address.postal_code',
  'customers.uen_taken': 'uen',
} as const

type Rival = { name: string; customer_id: string | null }

function Late({ lead, rival, onClose }: { lead: Lead; rival: Rival; onClose: () => void }) {
  const { slug } = useOrganization()
  return (
    <div role="alert" className="grid gap-4">
      <p className="text-sm">
        {rival.name} converted {lead.name} a moment ago. Nothing was made twice.
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Close</Button>
        {rival.customer_id && (
          <Link
            to="/app/$slug/customers/$id"
            params={{ slug, id: rival.customer_id }}
            className={buttonClass('primary')}
          >
            Open customer
          </Link>
        )}
      </div>
    </div>
  )
}
