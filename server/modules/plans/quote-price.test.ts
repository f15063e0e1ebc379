import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import type { PriceModel, Tier } from './schemas.ts'

const { signUp, admin } = await startApp()

type Terms = { model: PriceModel; unit_amount_cents: number | null; package_size: number | null; tiers: Tier[] | null }
type Case = Terms & { quantity: string }

/** Millionths of a unit, which a quantity may have. */
const unit = 1_000_000n
const micros = (quantity: string): bigint => {
  const [whole, fraction = ''] = quantity.split('.')
  return BigInt(whole!) * unit + BigInt(fraction.padEnd(6, '0'))
}
const halfUp = (cents: bigint): bigint => (2n * cents + unit) / (2n * unit)
const ends = ({ up_to }: Tier): bigint | undefined => (up_to === null ? undefined : BigInt(up_to) * unit)

/** The same prices in whole numbers, written to be read and not to be fast. */
function amountOf({ model, unit_amount_cents, package_size, tiers, quantity }: Case): bigint {
  const asked = micros(quantity)
  const price = BigInt(unit_amount_cents ?? 0)
  if (model === 'flat') return price
  if (model === 'per_seat') return halfUp(price * asked)
  if (model === 'package') {
    const size = BigInt(package_size!) * unit
    return price * ((asked + size - 1n) / size)
  }
  if (asked === 0n) return 0n
  if (model === 'volume') {
    const tier = tiers!.find((each) => asked <= (ends(each) ?? asked))!
    return halfUp(BigInt(tier.unit_amount_cents) * asked) + BigInt(tier.flat_amount_cents)
  }
  let [above, exact, flat] = [0n, 0n, 0n]
  for (const tier of tiers!) {
    if (asked <= above) break
    const until = ends(tier) ?? asked
    exact += BigInt(tier.unit_amount_cents) * ((asked < until ? asked : until) - above)
    flat += BigInt(tier.flat_amount_cents)
    above = until
  }
  return halfUp(exact) + flat
}

async function amountsInSql(cases: Case[]): Promise<bigint[]> {
  const { rows } = await admin.query<{ amount: string }>(
    `select app.price_amount_cents(c.model, c.unit_amount_cents, c.package_size, c.tiers, c.quantity::numeric)::text as amount
     from rows from (jsonb_to_recordset($1::jsonb)
       as (model text, unit_amount_cents bigint, package_size integer, tiers jsonb, quantity text)) with ordinality as c
     order by c.ordinality`,
    [JSON.stringify(cases)],
  )
  return rows.map(({ amount }) => BigInt(amount))
}

/** The same cases at every run. */
function randomly(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const models = ['flat', 'per_seat', 'tiered', 'volume', 'package'] as const
const sizes = [10, 1_000, 1_000_000, 1_000_000_000] as const

function randomCase(below: (n: number) => number): Case {
  const size = () => sizes[below(sizes.length)]!
  const model = models[below(models.length)]!
  const has_tiers = model === 'tiered' || model === 'volume'
  const rise = 1 + below(20)
  const tier = (up_to: number | null): Tier => ({
    up_to,
    unit_amount_cents: below(size()),
    flat_amount_cents: below(3) ? 0 : below(size()),
  })
  const inner = Array.from({ length: below(5) }, (_, i) => tier((i + 1) * rise))
  const edges = [0, 1, rise, rise + 1, 2 * rise, below(6 * rise), below(size())]
  const fraction = below(2) ? '' : `.${String(below(1_000_000)).padStart(6, '0')}`
  return {
    model,
    unit_amount_cents: has_tiers ? null : below(size() + 1),
    package_size: model === 'package' ? 1 + below(1_000) : null,
    tiers: has_tiers ? [...inner, tier(null)] : null,
    quantity: `${edges[below(edges.length)]!}${fraction}`,
  }
}

test('what SQL charges is what whole numbers say, for 20,000 prices and quantities', async () => {
  const below = randomly(20_261_122)
  const cases = Array.from({ length: 20_000 }, () => randomCase(below))
  const amounts = await amountsInSql(cases)
  cases.forEach((each, i) => assert.equal(amounts[i], amountOf(each), JSON.stringify(each)))
  assert.ok(amounts.filter((amount) => amount > 0n).length > 10_000)
})

const tiers: Tier[] = [
  { up_to: 10, unit_amount_cents: 500, flat_amount_cents: 0 },
  { up_to: 25, unit_amount_cents: 400, flat_amount_cents: 0 },
  { up_to: null, unit_amount_cents: 250, flat_amount_cents: 2_000 },
]
const terms = { unit_amount_cents: null, package_size: null, tiers }

test('one unit more costs by tiers what a unit of its tier costs, and nowhere jumps but by a flat amount', async () => {
  const quantities = Array.from({ length: 60 }, (_, n) => String(n))
  const amounts = await amountsInSql(quantities.map((quantity) => ({ ...terms, model: 'tiered', quantity })))
  const steps = amounts.slice(1).map((amount, n) => Number(amount - amounts[n]!))
  assert.deepEqual(steps, [
    ...Array.from({ length: 10 }, () => 500),
    ...Array.from({ length: 15 }, () => 400),
    2_250,
    ...Array.from({ length: 33 }, () => 250),
  ])
})

test('by volume all units cost what the tier says that they reach, its end included', async () => {
  const quantities = ['0', '10', '10.000001', '11', '25', '26']
  const amounts = await amountsInSql(quantities.map((quantity) => ({ ...terms, model: 'volume', quantity })))
  assert.deepEqual(amounts, [0n, 5_000n, 4_000n, 4_400n, 10_000n, 8_500n])
})

test('quotes a price for no units, for parts of one with half a cent going up, and for a thousand million', async () => {
  const acme = await signUp()
  const plan = (await acme.post('/plans', { code: 'team', name: 'Team' })).body
  const price = { model: 'per_seat', billing_interval: 'month', unit_amount_cents: 101 }
  const { id } = (await acme.post(`/plans/${plan.id}/prices`, price)).body
  const quote = async (quantity: unknown) => (await acme.post(`/prices/${id}/quote`, { quantity })).body
  assert.deepEqual(await quote('2.5'), { price_id: id, quantity: '2.5', currency: 'SGD', amount_cents: 253 })
  assert.equal((await quote('0')).amount_cents, 0)
  assert.equal((await quote('0.004950')).amount_cents, 0)
  assert.equal((await quote('0.004951')).amount_cents, 1)
  assert.equal((await quote('0.5')).amount_cents, 51)
  assert.equal((await quote('999999999')).amount_cents, 100_999_999_899)
  for (const wrong of [-1, 5, '-1', '1e3', '1000000000', '0.0000001', ''])
    assert.equal((await quote(wrong)).code, 'request.invalid_body', String(wrong))
})

test('the dearest price times the largest quantity is still a number', async () => {
  const dearest = { model: 'per_seat', unit_amount_cents: 1_000_000_000, package_size: null, tiers: null } as const
  const [amount] = await amountsInSql([{ ...dearest, quantity: '999999999.999999' }])
  assert.equal(amount, 999_999_999_999_999_000n)
})
