import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'

const { signUp, travelTo } = await startApp()

type Entry = { gst_code: string; gst_rate_bp: number }
async function codesOf(person: Awaited<ReturnType<typeof signUp>>) {
  const { body } = await person.get('/gst/codes')
  const rates = body.data.map(({ gst_code, gst_rate_bp }: Entry) => [gst_code, gst_rate_bp])
  return { as_of_date: body.as_of_date, rates: new Map<string, number>(rates) }
}

test('lists the GST codes with the rates of the day it is for the seller', async () => {
  const acme = await signUp()
  travelTo('2023-12-31T15:59:00Z')
  const { as_of_date, rates } = await codesOf(acme)
  assert.equal(as_of_date, '2023-12-31')
  assert.deepEqual([rates.get('SR'), rates.get('ZR'), rates.has('NG')], [800, 0, false])

  travelTo('2023-12-31T16:00:00Z')
  assert.equal((await codesOf(acme)).rates.get('SR'), 900)
})

test('lists NG alone until the registration of the seller takes effect', async () => {
  travelTo('2026-11-22T04:00:00Z')
  const soon = await signUp('owner', undefined, { gst_registered_from: '2026-11-23' })
  assert.deepEqual([...(await codesOf(soon)).rates], [['NG', 0]])

  travelTo('2026-11-22T16:00:00Z')
  assert.equal((await codesOf(soon)).rates.get('SR'), 900)
})
