import type { TestApp } from './support.ts'

const plan = { code: 'team', name: 'Team' }
const price = { model: 'per_seat', billing_interval: 'month', unit_amount_cents: 2_900 }
const coupon = { code: 'HALF', name: 'Half off', percent_off_bp: 5_000, duration: 'once' }

/** Requests that change what is sold, for the walk over every change. */
export function changesOfPlans({ signUp }: TestApp) {
  const withPlan = async (verb?: string) => {
    const owner = await signUp()
    const path = `/plans/${(await owner.post('/plans', plan)).body.id}`
    if (verb) await owner.post(`${path}/${verb}`)
    return { owner, headers: owner.headers, path }
  }
  const withPrice = async (verb?: string) => {
    const { owner, headers, path: of } = await withPlan()
    const path = `/prices/${(await owner.post(`${of}/prices`, price)).body.id}`
    if (verb) await owner.post(`${path}/${verb}`)
    return { headers, path }
  }
  const withCoupon = async (verb?: string) => {
    const owner = await signUp()
    const path = `/coupons/${(await owner.post('/coupons', coupon)).body.id}`
    if (verb) await owner.post(`${path}/${verb}`)
    return { headers: owner.headers, path }
  }
  const then = async (
    made: Promise<{ headers: Record<string, string>; path: string }>,
    verb: string,
    body?: object,
  ) => {
    const { headers, path } = await made
    return { headers, path: `${path}/${verb}`, ...(body && { body }) }
  }
  return {
    'POST /plans': async () => ({ path: '/plans', headers: (await signUp()).headers, body: plan }),
    'PATCH /plans/:id': async () => ({ ...(await withPlan()), body: { name: 'Teams' } }),
    'POST /plans/:id/move': async () => {
      const { owner, ...rest } = await withPlan()
      const { body } = await owner.post('/plans', { ...plan, code: 'first' })
      await owner.post(`/plans/${body.id}/move`, { before_plan_id: rest.path.replace('/plans/', '') })
      return then(Promise.resolve(rest), 'move', { before_plan_id: body.id })
    },
    'POST /plans/:id/archive': () => then(withPlan(), 'archive'),
    'POST /plans/:id/restore': () => then(withPlan('archive'), 'restore'),
    'POST /plans/:id/prices': () => then(withPlan(), 'prices', price),
    'POST /prices/:id/replace': () => then(withPrice(), 'replace', { unit_amount_cents: 3_200 }),
    'POST /prices/:id/retire': () => then(withPrice(), 'retire', {}),
    'POST /prices/:id/restore': () => then(withPrice('retire'), 'restore'),
    'POST /coupons': async () => ({ path: '/coupons', headers: (await signUp()).headers, body: coupon }),
    'PATCH /coupons/:id': async () => ({ ...(await withCoupon()), body: { max_redemptions: 5 } }),
    'POST /coupons/:id/archive': () => then(withCoupon(), 'archive'),
    'POST /coupons/:id/restore': () => then(withCoupon('archive'), 'restore'),
  }
}
