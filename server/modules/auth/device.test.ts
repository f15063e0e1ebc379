import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeDevice } from './device.ts'

test('names a device in words, whatever its version', () => {
  const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1'
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0'
  for (const [user_agent, words] of [
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Safari/605.1.15`, 'Safari on macOS'],
    [`Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`, 'Safari on iPhone'],
    [`Mozilla/5.0 (X11; Linux x86_64) ${chrome} Safari/537.36`, 'Chrome on Linux'],
    [`Mozilla/5.0 (Linux; Android 10; K) ${chrome} Mobile Safari/537.36`, 'Chrome on Android'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/142.0.0.0`, 'Edge on Windows'],
    ['Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox on Windows'],
    ['curl/8.17.0', 'curl'],
    ['<b>hello</b>', 'Unknown device'],
    [null, 'Unknown device'],
  ] as const)
    assert.equal(describeDevice(user_agent), words)
})
