import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonPermissions, permissions, permissionsOf } from './permissions.ts'
import { complete, grantable, keptPermissions, permissionsHeld } from './role-catalogue.ts'

const names = grantable.map(({ permission }) => permission)
const holding = (...held: string[]) => permissionsHeld({ role: 'custom', permissions: held })

test('SEC-053 of each permission it is said whether a custom role may have it', () => {
  const said = [...names, ...keptPermissions, ...commonPermissions]
  const unsaid = [...permissions].filter((each) => !each.startsWith('operator.') && !said.includes(each))
  assert.deepEqual(unsaid, [], 'Name it in server/modules/auth/role-catalogue.ts: in `areas`, or in `keptPermissions`.')
  assert.equal(new Set(said).size, said.length)
})

test('SEC-053 a custom role allows no more than an admin may, who can therefore give all of it', () => {
  const beyond = [...holding(...permissions)].filter((each) => !permissionsOf('admin').has(each))
  assert.deepEqual(beyond, [])
})

test('SEC-053 a custom role never has what stays with owners and admins, whatever stands in its row', () => {
  const held = permissionsHeld({ role: 'custom', permissions: [...permissions] }, 'operator')
  const never = [...permissions].filter((each) => each.startsWith('operator.'))
  assert.deepEqual(
    [...never, ...keptPermissions].filter((each) => held.has(each)),
    [],
  )
  assert.deepEqual([...holding()], commonPermissions)
})

test('what a permission needs comes with it: whoever changes a thing sees it', () => {
  for (const { permission, needs } of grantable) {
    const whole = complete([permission])
    assert.deepEqual([...whole].toSorted(), [...commonPermissions, permission, ...needs].toSorted(), permission)
    assert.deepEqual(complete(whole), whole)
    const seeing = permission.replace(/\.\w+$/, '.read')
    assert.ok(!names.includes(seeing) || whole.includes(seeing), permission)
  }
  assert.deepEqual(
    complete(['invoices.write']).filter((each) => !commonPermissions.includes(each)),
    ['customers.read', 'invoices.read', 'invoices.write', 'gst.read'],
  )
})
