import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNetwork, isWithin } from './networks.ts'

test('a network is an address, alone or with the length of what all its addresses begin with', () => {
  for (const text of ['203.0.113.7', '203.0.113.0/24', '0.0.0.0/0', '2001:db8::/32', '::1', '::1/128'])
    assert.ok(isNetwork(text), text)
  const wrong = ['', 'office', '203.0.113', '203.0.113.7/33', '203.0.113.7/', '203.0.113.7/08', '203.0.113.7/8/8']
  for (const text of [...wrong, '::1/129', 'fe80::1%eth0', '010.0.0.1', ' 203.0.113.7', '203.0.113.0-9'])
    assert.ok(!isNetwork(text), text)
})

test('an address is found in a network however it is written', () => {
  const networks = ['203.0.113.0/24', '198.51.100.7', '2001:db8::/32']
  for (const ip of ['203.0.113.0', '203.0.113.255', '198.51.100.7', '::ffff:203.0.113.9', '2001:db8:1::5'])
    assert.ok(isWithin(networks, ip), ip)
  for (const ip of ['203.0.112.255', '198.51.100.8', '::ffff:198.51.100.8', '2001:db9::1', '::1', 'nowhere'])
    assert.ok(!isWithin(networks, ip), ip)
})
