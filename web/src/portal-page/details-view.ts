import type { PortalDetails, PortalDetailsChanges } from '#modules/portal/schemas.ts'
import type { Address } from '#platform/schemas.ts'
import { countries } from '#web/customers/countries.ts'
import { element } from '#web/pay-page/element.ts'
import { call, get } from '#web/portal-page/api.ts'
import { card, clearMistakes, field, input, primary, tellMistakes, textOf, whileBusy } from '#web/portal-page/parts.ts'
import type { View } from '#web/portal-page/portal-view.ts'

export const detailsView: View = async ({ seller }) => {
  let details = await get<PortalDetails>('/details')
  const save = element('button', { type: 'submit', class: `${primary} max-sm:w-full` }, 'Save details')
  const failure = element('p', { role: 'alert', class: 'pt-3 text-base text-bad empty:hidden' })
  const done = element('p', { role: 'status', class: 'text-base text-ok' })
  const country = element(
    'select',
    { id: 'country', name: 'country', class: input, autocomplete: 'country', 'aria-describedby': 'country-note' },
    ...countries.map(([code, name]) => {
      const option = element('option', { value: code }, name)
      option.selected = code === (details.address?.country ?? 'SG')
      return option
    }),
  )
  const { name, uen, email, phone, address } = details
  const form: HTMLFormElement = element(
    'form',
    {
      class: `${card} px-5 pt-1 pb-5`,
      novalidate: '',
      'aria-labelledby': 'details',
      submit: (event) => {
        event.preventDefault()
        void whileBusy(save, 'Saving…', store)
      },
      input: () => (done.textContent = ''),
    },
    field({ name: 'name', label: 'Name', value: name, more: { autocomplete: 'organization', maxlength: '200' } }),
    ...(details.kind === 'business'
      ? [
          field({
            name: 'uen',
            label: 'UEN',
            value: uen ?? '',
            hint: 'As ACRA gave it.',
            more: { autocapitalize: 'characters' },
          }),
        ]
      : []),
    field({
      name: 'email',
      label: 'E-mail for bills',
      value: email ?? '',
      hint: 'Bills and links to this page go there. The address until now is told of a change.',
      more: { type: 'email', autocomplete: 'email', maxlength: '254' },
    }),
    field({
      name: 'phone',
      label: 'Phone (optional)',
      value: phone ?? '',
      more: { type: 'tel', autocomplete: 'tel', placeholder: '+6591234567' },
    }),
    field({ name: 'line1', label: 'Street', value: address?.line1 ?? '', more: { autocomplete: 'address-line1' } }),
    field({
      name: 'line2',
      label: 'Unit and building (optional)',
      value: address?.line2 ?? '',
      more: { autocomplete: 'address-line2' },
    }),
    element(
      'div',
      { class: 'grid gap-x-3 sm:grid-cols-2' },
      field({
        name: 'postal_code',
        label: 'Postal code',
        value: address?.postal_code ?? '',
        more: { autocomplete: 'postal-code', maxlength: '16' },
      }),
      field({ name: 'country', label: 'Country', control: country }),
    ),
    failure,
    element('div', { class: 'flex flex-wrap items-center gap-3 pt-5' }, save, done),
  )

  async function store(): Promise<void> {
    clearMistakes(form)
    failure.textContent = done.textContent = ''
    const changes = changesIn(form, details)
    if (!Object.keys(changes).length) {
      done.textContent = 'Nothing has changed.'
      return
    }
    try {
      details = await call<PortalDetails>('PATCH', '/details', changes, details.version)
      done.textContent = `Saved. ${seller.name} sees what has changed.`
    } catch (error) {
      failure.textContent = tellMistakes(form, error)
    }
  }
  return [
    element('h1', { id: 'details', class: 'pb-1 text-[1.125rem] leading-6 font-semibold' }, 'Your details'),
    element(
      'p',
      { class: 'pb-3 text-base text-ink-2' },
      'As invoices show them from now on. Those of before stay as they are.',
    ),
    form,
  ]
}

/** Only what differs, so that nothing is overwritten that somebody else corrected. */
function changesIn(form: HTMLFormElement, before: PortalDetails): PortalDetailsChanges {
  const typed = new FormData(form)
  const text = (name: string) => textOf(typed.get(name))
  const line2 = text('line2')
  const address = {
    line1: text('line1'),
    ...(line2 && { line2 }),
    postal_code: text('postal_code'),
    country: text('country'),
  }
  const hasAddress = Boolean(before.address ?? (address.line1 || address.postal_code))
  const isMoved = hasAddress && !isSameAddress(address, before.address)
  const phone = text('phone').replaceAll(/[\s()-]/g, '') || null
  const uen = text('uen') || null
  return {
    ...(text('name') !== before.name && { name: text('name') }),
    ...(typed.has('uen') && uen !== before.uen && { uen }),
    ...(text('email') !== (before.email ?? '') && { email: text('email') }),
    ...(phone !== before.phone && { phone }),
    ...(isMoved && { address }),
  }
}

const isSameAddress = (one: Address, other: Address | null): boolean =>
  other !== null &&
  (['line1', 'line2', 'postal_code', 'country'] as const).every((part) => (one[part] ?? '') === (other[part] ?? ''))
