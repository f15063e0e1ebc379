import assert from 'node:assert/strict'
import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from './config.ts'

const NEXUSCORE_DATA_DIR = mkdtempSync(join(tmpdir(), 'nexuscore-config-'))

test('needs nothing to begin with, and keeps a key of its own for next time', () => {
  const config = readConfig({ NEXUSCORE_DATA_DIR })
  assert.equal(config.environment, 'development')
  assert.equal(config.public_url, 'http://localhost:8000')
  assert.equal(config.demo, true)
  assert.equal(readConfig({ NEXUSCORE_DATA_DIR }).secret_key, config.secret_key)
  assert.equal(statSync(join(NEXUSCORE_DATA_DIR, 'secret-key')).mode & 0o777, 0o600)
})

test('names every mistake at once', () => {
  const bad = {
    PORT: '99999',
    NEXUSCORE_DEMO: 'yes',
    DATABASE_URL: 'mysql://x',
    LOG_LEVEL: 'loud',
    SECRET_KEY: 'short',
    STORAGE_URL: 's3://bucket',
  }
  assert.throws(
    () => readConfig({ ...bad, NEXUSCORE_DATA_DIR }),
    ({ message, name }: Error) => {
      assert.equal(name, 'StartupError')
      for (const variable of [...Object.keys(bad).filter((key) => key !== 'STORAGE_URL'), 'S3_ACCESS_KEY_ID'])
        assert.match(message, new RegExp(variable))
      return true
    },
  )
})

test('production refuses what development forgives', () => {
  const refused = (env: object) => {
    try {
      readConfig({ NODE_ENV: 'production', NEXUSCORE_DATA_DIR, ...env })
      return ''
    } catch (error) {
      return (error as Error).message
    }
  }
  const nothing = refused({})
  for (const variable of ['SECRET_KEY', 'NEXUSCORE_URL', 'SMTP_URL']) assert.match(nothing, new RegExp(variable))
  const good = {
    SECRET_KEY: 'x'.repeat(32),
    NEXUSCORE_URL: 'https://books.example.com',
    SMTP_URL: 'smtp://mail:25',
    DATABASE_URL: 'postgres://db/x',
  }
  assert.equal(refused(good), '')
  assert.match(refused({ ...good, NEXUSCORE_DEMO: '1' }), /NEXUSCORE_DEMO/)
  assert.match(refused({ ...good, NEXUSCORE_URL: 'http://books.example.com' }), /https/)
})

test('never repeats a secret in a message', () => {
  assert.throws(
    () => readConfig({ DATABASE_URL: 'mysql://root:hunter2@db/x', NEXUSCORE_DATA_DIR }),
    ({ message }: Error) => !message.includes('hunter2'),
  )
})

test('mail comes in with a domain, a secret and the name of its server, or not at all', () => {
  const inbound = {
    INBOUND_MAIL_DOMAIN: 'IN.example.com',
    INBOUND_MAIL_SECRET: `${'n'.repeat(24)}, ${'o'.repeat(24)}`,
    INBOUND_MAIL_AUTHSERV: 'mx.example.com',
  }
  assert.equal(readConfig({ NEXUSCORE_DATA_DIR }).inbound_mail, undefined)
  assert.deepEqual(readConfig({ NEXUSCORE_DATA_DIR, ...inbound }).inbound_mail, {
    domain: 'in.example.com',
    secrets: ['n'.repeat(24), 'o'.repeat(24)],
    authserv_id: 'mx.example.com',
  })
  const wrong = [
    [{ INBOUND_MAIL_AUTHSERV: '' }, /INBOUND_MAIL_AUTHSERV must be set too/],
    [{ INBOUND_MAIL_SECRET: '' }, /INBOUND_MAIL_SECRET must be set too/],
    [{ INBOUND_MAIL_SECRET: 'short' }, /24 characters/],
    [{ INBOUND_MAIL_DOMAIN: 'crm@example.com' }, /a domain of its own/],
  ] as const
  for (const [changes, message] of wrong)
    assert.throws(() => readConfig({ NEXUSCORE_DATA_DIR, ...inbound, ...changes }), message)
})
