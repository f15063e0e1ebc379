import type { Payment } from '#modules/payments/schemas.ts'

export const methods: readonly (readonly [Payment['method'], string])[] = [
  ['paynow', 'PayNow'],
  ['bank_transfer', 'Bank transfer'],
  ['card', 'Card'],
  ['cheque', 'Cheque'],
  ['cash', 'Cash'],
  ['other', 'Other'],
]

export const methodName = (method: Payment['method']) => methods.find(([value]) => value === method)?.[1] ?? method
