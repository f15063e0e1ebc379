import type { NewPlan, Plan } from '#modules/plans/schemas.ts'

/** The form's fields: text where people type, named as the API names them. */
export type PlanFields = {
  kind: Plan['kind']
  name: string
  code: string
  description: string
  gst_code: string
  trial_days: string
  limits: { seats: string; leads_per_month: string; invoices_per_month: string }
  /** One feature a line. */
  features: string
  is_visible: boolean
  is_default: boolean
}

export const blankPlan: PlanFields = {
  kind: 'plan',
  name: '',
  code: '',
  description: '',
  gst_code: '',
  trial_days: '0',
  limits: { seats: '', leads_per_month: '', invoices_per_month: '' },
  features: '',
  is_visible: true,
  is_default: false,
}

export function toFields(plan: Plan): PlanFields {
  const { seats, leads_per_month, invoices_per_month } = plan.limits
  return {
    kind: plan.kind,
    name: plan.name,
    code: plan.code,
    description: plan.description ?? '',
    gst_code: plan.gst_code ?? '',
    trial_days: String(plan.trial_days),
    limits: {
      seats: String(seats ?? ''),
      leads_per_month: String(leads_per_month ?? ''),
      invoices_per_month: String(invoices_per_month ?? ''),
    },
    features: plan.features.map(({ name }) => name).join('\n'),
    is_visible: plan.is_visible,
    is_default: plan.is_default,
  }
}

/** A feature that is named as before keeps its code, for programs know it by that. */
export function toInput(fields: PlanFields, known: Plan['features'] = []): Omit<NewPlan, 'kind'> {
  const { seats, leads_per_month, invoices_per_month } = fields.limits
  const names = fields.features
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return {
    name: fields.name.trim(),
    code: fields.code.trim(),
    description: fields.description.trim() || null,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of the options of its select
    gst_code: (fields.gst_code || null) as Plan['gst_code'],
    trial_days: fields.kind === 'add_on' ? 0 : Number(fields.trial_days),
    limits: {
      seats: limitFrom(seats),
      leads_per_month: limitFrom(leads_per_month),
      invoices_per_month: limitFrom(invoices_per_month),
    },
    features: names.map((name) => known.find((feature) => feature.name === name) ?? { code: codeFrom(name), name }),
    is_visible: fields.is_visible,
    is_default: fields.kind === 'plan' && fields.is_default,
  }
}

const limitFrom = (text: string) => (text.trim() === '' ? null : Number(text))

/** "Priority e-mail support" as priority-e-mail-support. */
export function codeFrom(name: string): string {
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .match(/[a-z0-9]+/g)
  return words ? words.join('-').slice(0, 50).replace(/-$/, '') : ''
}
