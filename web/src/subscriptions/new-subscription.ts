import type { NewSubscription } from '#modules/subscriptions/schemas.ts'
import { today } from '#web/api/format.ts'
import type { Option } from '#web/ui/combobox.tsx'

/** The form's fields: named as the API names them wherever one field is one of the API's. */
export type Fields = {
  customer: Option | null
  plan_id: string
  price_id: string
  quantity: string
  /** Whether a quantity is agreed at this price; decided by the price. */
  has_quantity: boolean
  start_date: string
  trial: 'plan' | 'none' | 'until'
  trial_end_date: string
  coupon_code: string
  minimum_term_end_date: string
  add_ons: { price_id: string; quantity: string }[]
}

export const blankFields: Fields = {
  customer: null,
  plan_id: '',
  price_id: '',
  quantity: '1',
  has_quantity: false,
  start_date: today(),
  trial: 'plan',
  trial_end_date: '',
  coupon_code: '',
  minimum_term_end_date: '',
  add_ons: [],
}

/** Enough is chosen to ask what it would cost. */
export const isReady = ({ customer, price_id }: Fields) => customer !== null && price_id !== ''

/** What was left empty is left out. */
export function toInput(fields: Fields): NewSubscription {
  const { customer, price_id, start_date, coupon_code, minimum_term_end_date, add_ons } = fields
  return {
    customer_id: customer?.value ?? '',
    price_id,
    quantity: fields.has_quantity ? toNumber(fields.quantity) : 1,
    ...(start_date && { start_date }),
    ...(fields.trial === 'none' && { trial_end_date: null }),
    ...(fields.trial === 'until' && fields.trial_end_date && { trial_end_date: fields.trial_end_date }),
    ...(coupon_code.trim() && { coupon_code: coupon_code.trim() }),
    ...(minimum_term_end_date && { minimum_term_end_date }),
    ...(add_ons.length > 0 && {
      add_ons: add_ons
        .filter((add_on) => add_on.price_id !== '')
        .map(({ price_id, quantity }) => ({ price_id, quantity: toNumber(quantity) })),
    }),
  }
}

/** While something else than a number is typed, what it costs is asked for one. */
const toNumber = (text: string) => (/^\s*[1-9]\d{0,6}\s*$/.test(text) ? Number(text) : 1)
