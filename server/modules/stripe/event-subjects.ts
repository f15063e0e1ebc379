/** What an event is about, by the object that it carries. Only where it points is taken from it, never its state. */
export type Subject =
  | { kind: 'checkout' | 'payment_intent'; id: string; named: Named | null }
  | { kind: 'payment_method'; id: string }
  | { kind: 'card_setup'; id: string; named: NamedSetup }

export type NamedSetup = { organization_id: string; card_setup_id: string }

/** What we wrote into the metadata of everything that we make at Stripe; believed when our own row agrees. */
export type Named = { organization_id: string; online_payment_id: string }

type StripeObject = {
  id?: string
  object?: string
  payment_intent?: string | { id: string } | null
  metadata?: Record<string, string> | null
}

/** Undefined for whatever moves no money of ours. */
export function subjectOf(payload: string): Subject | undefined {
  const { type, data } = JSON.parse(payload) as { type: string; data: { object: StripeObject } }
  const { object: subject } = data
  if (type.startsWith('checkout.session.') && subject.id) {
    const setup = setupNamedIn(subject.metadata)
    if (setup) return { kind: 'card_setup', id: subject.id, named: setup }
    return { kind: 'checkout', id: subject.id, named: namedIn(subject.metadata) }
  }
  if (type.startsWith('payment_intent.') && subject.id)
    return { kind: 'payment_intent', id: subject.id, named: namedIn(subject.metadata) }
  if (/^(charge|refund)\./.test(type)) {
    const { payment_intent } = subject
    const id = typeof payment_intent === 'string' ? payment_intent : payment_intent?.id
    return id ? { kind: 'payment_intent', id, named: null } : undefined
  }
  if (/^payment_method\.(updated|automatically_updated|detached)$/.test(type) && subject.id)
    return { kind: 'payment_method', id: subject.id }
  return undefined
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function namedIn(metadata: Record<string, string> | null | undefined): Named | null {
  const { organization_id = '', online_payment_id = '' } = metadata ?? {}
  return uuid.test(organization_id) && uuid.test(online_payment_id) ? { organization_id, online_payment_id } : null
}

function setupNamedIn(metadata: Record<string, string> | null | undefined): NamedSetup | undefined {
  const { organization_id = '', card_setup_id = '' } = metadata ?? {}
  return uuid.test(organization_id) && uuid.test(card_setup_id) ? { organization_id, card_setup_id } : undefined
}
