import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissions, permissionsOf } from '#modules/auth/permissions.ts'
import { roles } from '#modules/organizations/schemas.ts'
import { statusOf, usableScopes } from './rules.ts'
import { scopes } from './schemas.ts'

test('SEC-044 no role gives a key a scope that it has not itself, and none is lost on the way', () => {
  for (const role of roles) {
    const usable = usableScopes(scopes, { role, permissions: null })
    assert.deepEqual(
      usable,
      scopes.filter((scope) => permissionsOf(role).has(scope)),
      role,
    )
    for (const scope of scopes) {
      const expected = permissionsOf(role).has(scope) ? [scope] : []
      assert.deepEqual(usableScopes([scope], { role, permissions: null }), expected, `${role}: ${scope}`)
    }
  }
  assert.deepEqual(usableScopes(scopes, { role: null, permissions: null }), [])
})

test('SEC-047 keys, members, ownership and security are for people: no scope names them', () => {
  const kept = [...permissions].filter((permission) => !(scopes as readonly string[]).includes(permission))
  const never =
    /^(api_keys|members|invitations|ownership|billing|operator|privacy)\.|^organizations\.(write|secure|leave)$/
  assert.deepEqual(
    scopes.filter((scope) => never.test(scope)),
    [],
  )
  assert.ok(kept.length >= 10, kept.join(' '))
})

test('a key is revoked before it is expired, and expired before it is suspended', () => {
  const now = Temporal.Instant.from('2026-11-22T04:00:00Z')
  const [past, future] = ['2026-11-22T04:00:00Z', '2026-11-22T04:00:01Z']
  const life = { revoked_at: null, expires_at: future, usable_scopes: [...scopes] }
  assert.equal(statusOf(life, now), 'active')
  assert.equal(statusOf({ ...life, usable_scopes: [] }, now), 'suspended')
  assert.equal(statusOf({ ...life, usable_scopes: [], expires_at: past }, now), 'expired')
  assert.equal(statusOf({ revoked_at: past, expires_at: past, usable_scopes: [] }, now), 'revoked')
})
