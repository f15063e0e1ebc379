// verbs: accept-ownership decline-ownership withdraw-ownership
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, startApp } from '#test/support.ts'

const { signUp, admin, settle, travelTo } = await startApp()

const pathOf = (person: Person, verb = '') => `/organizations/${person.organization_id}/transfer-ownership${verb}`
const offer = (from: Person, to: { id: string }) => from.post(pathOf(from), { user_id: to.id })
const roleOf = async (person: Person): Promise<string> => (await person.get('/users/me')).body.organizations[0]?.role
const openOffers = async (person: Person) =>
  (await person.get(`/organizations/${person.organization_id}/ownership-offers`)).body.data

test('ownership goes over when the other side accepts: they are owner, the old one admin', async () => {
  const acme = await signUp()
  const next = await signUp('member', acme)
  const made = await offer(acme, next)
  assert.deepEqual([made.status, made.body.expires_at], [201, '2026-11-29T04:00:00Z'])
  assert.deepEqual([await roleOf(acme), await roleOf(next)], ['owner', 'member'])
  assert.deepEqual(await openOffers(next), [made.body])
  await settle()
  const { rows } = await admin.query('select subject from app.mailbox_messages where recipient = $1', [next.email])
  assert.match(rows[0].subject, /wants to make you the owner/)

  assert.equal((await next.post(pathOf(next, '/accept'))).status, 200)
  assert.deepEqual([await roleOf(acme), await roleOf(next)], ['admin', 'owner'])
  assert.deepEqual(await openOffers(next), [])
  assert.deepEqual(
    (await next.events()).slice(-3).map(({ name, data }) => [name, data.role]),
    [
      ['ownership.accepted', undefined],
      ['member.updated', 'owner'],
      ['member.updated', 'admin'],
    ],
  )
})

test('SEC-054 only an owner offers, only a member is asked, and only the one who is asked answers', async () => {
  const [acme, beta] = [await signUp(), await signUp()]
  const [boss, member] = [await signUp('admin', acme), await signUp('member', acme)]
  assert.equal((await offer(boss, member)).body.code, 'auth.not_permitted')
  assert.equal((await offer(acme, beta)).status, 404)
  assert.equal((await offer(acme, acme)).body.code, 'organizations.already_owner')
  await offer(acme, member)
  assert.equal((await boss.post(pathOf(boss, '/accept'))).body.code, 'organizations.no_ownership_offer')
  assert.equal((await acme.post(pathOf(acme, '/accept'))).body.code, 'organizations.no_ownership_offer')
  assert.equal((await beta.post(pathOf(acme, '/accept'))).status, 404)
  assert.deepEqual([await roleOf(acme), await roleOf(member)], ['owner', 'member'])
})

test('an offer that was declined, withdrawn, replaced or has expired cannot be accepted', async () => {
  const acme = await signUp()
  const [one, two] = [await signUp('member', acme), await signUp('viewer', acme)]
  const isOver = async (person: Person) =>
    (await person.post(pathOf(person, '/accept'))).body.code === 'organizations.no_ownership_offer'
  await offer(acme, one)
  assert.equal((await one.post(pathOf(one, '/decline'))).status, 200)
  assert.ok(await isOver(one))
  await offer(acme, one)
  assert.equal((await acme.post(pathOf(acme, '/withdraw'))).status, 200)
  assert.ok(await isOver(one))
  await offer(acme, one)
  await offer(acme, two)
  assert.ok(await isOver(one))
  travelTo('2026-11-29T04:00:00Z')
  assert.ok(await isOver(two))
  assert.equal((await offer(acme, one)).status, 201)
  travelTo('2026-11-22T04:00:00Z')
  const ended = (await acme.events()).map(({ name }) => name).filter((name) => /^ownership\.(?!offered)/.test(name))
  assert.deepEqual(ended, ['ownership.declined', 'ownership.withdrawn', 'ownership.withdrawn'])
})

test('an offer ends when the one who made it is owner no longer, or the one who was asked goes', async () => {
  const acme = await signUp()
  const [other, member] = [await signUp('owner', acme), await signUp('member', acme)]
  await offer(other, member)
  await acme.patch(`/organizations/${acme.organization_id}/members/${other.id}`, { role: 'admin' })
  assert.deepEqual(await openOffers(acme), [])
  await offer(acme, member)
  await member.post(`/organizations/${acme.organization_id}/leave`)
  assert.deepEqual(await openOffers(acme), [])
})

test('SEC-053 exactly one answer counts when accepting, declining and withdrawing come at once', async () => {
  for (let round = 0; round < 5; round++) {
    const acme = await signUp()
    const next = await signUp('admin', acme)
    await offer(acme, next)
    const answers = await Promise.all([
      next.post(pathOf(next, '/accept')),
      next.post(pathOf(next, '/decline')),
      acme.post(pathOf(acme, '/withdraw')),
      next.post(pathOf(next, '/accept')),
    ])
    assert.equal(answers.filter(({ status }) => status === 200).length, 1, JSON.stringify(answers.map((a) => a.body)))
    const owners = [await roleOf(acme), await roleOf(next)].filter((role) => role === 'owner')
    assert.equal(owners.length, 1)
    const ended = (await acme.events()).filter(({ name }) => /^ownership\.(?!offered)/.test(name))
    assert.equal(ended.length, 1)
  }
})

test('SEC-053 an owner who was disabled since hands nothing over', async () => {
  const acme = await signUp()
  const next = await signUp('admin', acme)
  await offer(acme, next)
  await admin.query('update app.users set disabled_at = now() where id = $1', [acme.id])
  assert.deepEqual(await openOffers(next), [])
  assert.equal((await next.post(pathOf(next, '/accept'))).body.code, 'organizations.no_ownership_offer')
})
