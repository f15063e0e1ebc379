import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSteps, defaultSteps, stepReached } from './rules.ts'
import type { DunningStep } from './schemas.ts'

const step = (changes: Partial<DunningStep>): DunningStep => ({ ...defaultSteps[0]!, ...changes })

test('the ladder that everybody begins with is in order', () => {
  assert.deepEqual(checkSteps(defaultSteps), [])
})

const wrong: [what: string, step: DunningStep, code: string][] = [
  ['an unknown placeholder', step({ text: 'Dear {name}' }), 'unknown_placeholder'],
  ['a placeholder that every object has', step({ text: '{constructor}' }), 'unknown_placeholder'],
  ['a brace alone', step({ subject: 'Due {total' }), 'lone_brace'],
  ['an address of the web', step({ text: 'Pay at https://evil.example' }), 'link'],
  ['a bare host', step({ text: 'Pay at evil.example/now' }), 'link'],
  ['a host in wide letters', step({ text: 'Pay at evil\uff0eexample' }), 'link'],
  ['an address of mail', step({ subject: 'Write to me@evil.example' }), 'link'],
]
for (const [what, each, code] of wrong)
  test(`refuses a step with ${what}`, () => {
    assert.deepEqual(
      checkSteps([each]).map((mistake) => mistake.code),
      [code],
    )
  })

test('sentences, sums and titles are no links, and steps come one after the other', () => {
  assert.deepEqual(checkSteps([step({ text: 'Pay $1,090.50 to Kopi Pte. Ltd. today, e.g. by PayNow.' })]), [])
  assert.deepEqual(
    checkSteps([step({ days: 3 }), step({ days: 3 })]).map(({ pointer }) => pointer),
    ['/steps/1/days'],
  )
})

test('a step before the due date is reached before it', () => {
  const steps = [step({ days: -3 }), step({ days: 14 })]
  const reached = (today: string) => stepReached(steps, '2026-05-10', today)?.days
  assert.deepEqual(['2026-05-06', '2026-05-07', '2026-05-24'].map(reached), [undefined, -3, 14])
})
