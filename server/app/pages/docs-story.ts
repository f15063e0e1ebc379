export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Whom and what the story is about. */
export const ids = {
  organization: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b001',
  customer: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b002',
  draft: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b003',
  invoice: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b004',
  payment: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b005',
  user: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b006',
  colleague: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b007',
  invitation: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b008',
  registration: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b009',
  offer: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00a',
  api_key: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00b',
  role: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00c',
}

/** What the story says of the fields of one component. */
export const of = (component: string, values: Record<string, Json>): Record<string, Json> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${component}.${name}`, value]))
