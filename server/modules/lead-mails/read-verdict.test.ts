import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readVerdict } from './read-verdict.ts'

const us = 'mx.ours.example'
const from = 'mei@merlion.example'
const cases: [string, string[], 'passed' | 'failed' | 'unknown'][] = [
  ['a signature of that domain', [`${us}; dkim=pass header.d=merlion.example`], 'passed'],
  ['a signature named by its signer', [`${us}; dkim=pass (good key) header.i=@Merlion.example header.s=x`], 'passed'],
  ['a server that may send for it', [`${us}; dkim=none; spf=pass smtp.mailfrom=mei@merlion.example`], 'passed'],
  ['both in one word', [`${us} 1; dmarc=pass (p=reject) header.from=merlion.example`], 'passed'],
  ['a version of the method', [`${us}; dkim/1=pass header.d=merlion.example`], 'passed'],
  ['a signature of another domain', [`${us}; dkim=pass header.d=evil.example`], 'unknown'],
  ['a domain that ends alike', [`${us}; dkim=pass header.d=lion.example`], 'unknown'],
  ['a domain below it', [`${us}; dkim=pass header.d=x.merlion.example`], 'unknown'],
  ['a top-level domain', [`${us}; dkim=pass header.d=example`], 'unknown'],
  ['a signature that fails', [`${us}; dkim=fail header.d=merlion.example`], 'unknown'],
  [
    'a policy that fails',
    [`${us}; spf=pass smtp.mailfrom=evil.example; dmarc=fail header.from=merlion.example`],
    'failed',
  ],
  ['pass in a comment', [`${us}; dkim=fail (dkim=pass header.d=merlion.example) header.d=merlion.example`], 'unknown'],
  ['pass in the reason', [`${us}; dkim=fail reason="; dkim=pass header.d=merlion.example"`], 'unknown'],
  ['another server', ['mx.evil.example; dkim=pass header.d=merlion.example'], 'unknown'],
  ['a server whose name begins alike', [`${us}.evil.example; dkim=pass header.d=merlion.example`], 'unknown'],
  ['ours above a forged one', [`${us}; dkim=none`, `${us}; dkim=pass header.d=merlion.example`], 'unknown'],
  ['another above ours', ['x.example; dkim=none', `${us}; dkim=pass header.d=merlion.example`], 'passed'],
  ['none', [], 'unknown'],
  ['an empty one', ['', ';;;=;=', us], 'unknown'],
]
for (const [what, results, verdict] of cases)
  test(`what the receiving server found about a sender, ${what}: ${verdict}`, () => {
    assert.equal(readVerdict(results, us, from), verdict)
  })

test('a domain above the one that the mail names vouches for it', () => {
  assert.equal(readVerdict([`${us}; dkim=pass header.d=merlion.example`], us, 'a@hr.merlion.example'), 'passed')
})
