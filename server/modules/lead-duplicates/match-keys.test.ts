import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { startApp } from '#test/support.ts'
import { matchKeys } from './match-keys.ts'

const word = fc.string({
  unit: fc.constantFrom('a', 'C', ' ', '-', '\u{20BB7}', '王', 'é', '.'),
  minLength: 1,
  maxLength: 200,
})

test('the keys of a lead are different ones, and such as the database can keep, whatever it is called', () => {
  fc.assert(
    fc.property(word, word, (name, company) => {
      const keys = matchKeys({ name, company, email: 'ann@kopi.example.com', phone: '+6591234567' })
      assert.equal(new Set(keys).size, keys.length)
      for (const key of keys) assert.ok(key.isWellFormed() && key.length <= 120, key)
    }),
  )
})

test('one lead with an endless word, or with letters of two units, keeps nobody else from being compared', async () => {
  const app = await startApp()
  const owner = await app.signUp()
  const add = async (lead: object) => assert.equal((await owner.post('/leads', lead)).status, 201)
  await add({ name: 'Tan Ah Kow', company: 'C'.repeat(200), email: 'kow@kopi.example.com' })
  await add({ name: `${'\u{20BB7}'.repeat(90)} \u{20BB7}\u{20BB7}`, company: `x${'\u{20BB7}'.repeat(90)}` })
  await add({ name: 'Siti Nurhaliza', email: 'siti.n@gmail.com' })
  await add({ name: 'Nurhaliza, Siti', email: 'sitin@gmail.com' })
  await app.settle()
  const { body } = await owner.get('/lead-duplicates')
  assert.deepEqual(
    body.data.map(({ lead }: { lead: { name: string } }) => lead.name),
    ['Siti Nurhaliza'],
  )
})
