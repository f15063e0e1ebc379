import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { InboundMail } from '#modules/lead-mails/mail-door.ts'
import { StartupError } from '#platform/startup-error.ts'
import { readInboundMail } from './inbound-mail-config.ts'
import { readStripeConfig, type StripeConfig } from './stripe-config.ts'

export type Environment = 'development' | 'production' | 'test'

/** Every variable the program reads; `.env.example` explains each, and a test keeps the two alike. */
export const variables = [
  'NODE_ENV',
  'PORT',
  'HOST',
  'NEXUSCORE_URL',
  'NEXUSCORE_DATA_DIR',
  'NEXUSCORE_DEMO',
  'DATABASE_URL',
  'DATABASE_POOL_MAX',
  'DATABASE_PREPARED_STATEMENTS',
  'SECRET_KEY',
  'PASSWORD_SECRETS',
  'SMTP_URL',
  'MAIL_FROM',
  'MAIL_WEBHOOK_SECRET',
  'INBOUND_MAIL_DOMAIN',
  'INBOUND_MAIL_SECRET',
  'INBOUND_MAIL_AUTHSERV',
  'STORAGE_URL',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_API_BASE',
  'STRIPE_ACCOUNT_ID',
  'TRUST_PROXY_HOPS',
  'RATE_LIMIT_PER_MINUTE',
  'LOG_LEVEL',
  'WORKER_CONCURRENCY',
] as const
type Variable = (typeof variables)[number]
type Env = Partial<Record<Variable, string | undefined>>

export type Config = {
  environment: Environment
  host: string
  port: number
  public_url: string
  data_dir: string
  demo: boolean
  /** Undefined: PostgreSQL from npm, in data_dir. */
  database_url: string | undefined
  database_pool_max: number
  prepared_statements: boolean
  secret_key: string
  /** Newest first; empty: hashes of passwords are not keyed. */
  password_secrets: string[]
  smtp_url: string | undefined
  mail_from: string
  /** Undefined: nobody reports what became of mail. */
  mail_webhook_secret: string | undefined
  /** Undefined: no mail is taken in. */
  inbound_mail: InboundMail | undefined
  storage_url: string
  s3_credentials: { access_key_id: string; secret_access_key: string } | undefined
  stripe: StripeConfig | undefined
  trust_proxy_hops: number
  rate_limit_per_minute: number
  log_level: string
  worker_concurrency: number
}

/** Reads the environment once and names every mistake at once, so that a bad deployment is mended in one go. */
export function readConfig(env: Env): Config {
  const mistakes: string[] = []
  const read = reader(env, mistakes)
  const environment = read.oneOf('NODE_ENV', ['development', 'production', 'test'], 'development') as Environment
  const data_dir = resolve(read.text('NEXUSCORE_DATA_DIR', './.data'))
  const port = read.integer('PORT', 8000, 1, 65_535)
  const database_url = read.url('DATABASE_URL', ['postgres:', 'postgresql:'])
  const production = environment === 'production'
  const s3Id = env.S3_ACCESS_KEY_ID
  const s3Secret = env.S3_SECRET_ACCESS_KEY
  const password_secrets = (env.PASSWORD_SECRETS ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter(Boolean)
  const storage_url = read.url('STORAGE_URL', ['file:', 's3:']) ?? pathToFileURL(join(data_dir, 'files')).href

  if (production && !env.SECRET_KEY)
    mistakes.push('SECRET_KEY is required in production: 32 bytes or more, such as `openssl rand -base64 48` prints.')
  if (env.SECRET_KEY && Buffer.byteLength(env.SECRET_KEY) < 32)
    mistakes.push('SECRET_KEY is too short: use 32 bytes or more.')
  if (password_secrets.some((secret) => Buffer.byteLength(secret) < 32))
    mistakes.push('PASSWORD_SECRETS must be secrets of 32 bytes or more, with commas between them.')
  if (production && !env.NEXUSCORE_URL)
    mistakes.push('NEXUSCORE_URL is required in production: the public https address, for links in mails.')
  if (production && env.NEXUSCORE_URL && !env.NEXUSCORE_URL.startsWith('https:') && !isLocal(env.NEXUSCORE_URL))
    mistakes.push('NEXUSCORE_URL must begin with https: in production.')
  if (env.MAIL_WEBHOOK_SECRET && env.MAIL_WEBHOOK_SECRET.trim().length < 24)
    mistakes.push('MAIL_WEBHOOK_SECRET is too short: use 24 characters or more.')
  if (production && !env.SMTP_URL)
    mistakes.push('SMTP_URL is required in production: without it no mail leaves the house.')
  if (production && env.NEXUSCORE_DEMO === '1')
    mistakes.push('NEXUSCORE_DEMO must not be 1 in production: anybody could enter the demo company.')
  if (storage_url.startsWith('s3:') && !(s3Id && s3Secret))
    mistakes.push('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are required with an s3: STORAGE_URL.')

  const config: Omit<Config, 'secret_key'> = {
    environment,
    host: read.text('HOST', '127.0.0.1'),
    port,
    public_url: (read.url('NEXUSCORE_URL', ['http:', 'https:']) ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    data_dir,
    demo: read.flag('NEXUSCORE_DEMO', environment === 'development' && !database_url),
    database_url,
    database_pool_max: read.integer('DATABASE_POOL_MAX', 10, 1, 500),
    password_secrets,
    prepared_statements: read.flag('DATABASE_PREPARED_STATEMENTS', true),
    smtp_url: read.url('SMTP_URL', ['smtp:', 'smtps:']),
    mail_from: read.text('MAIL_FROM', 'NexusCore <no-reply@localhost>'),
    mail_webhook_secret: env.MAIL_WEBHOOK_SECRET?.trim() || undefined,
    inbound_mail: readInboundMail(env, mistakes),
    storage_url,
    s3_credentials: s3Id && s3Secret ? { access_key_id: s3Id, secret_access_key: s3Secret } : undefined,
    stripe: readStripeConfig(env, { production, mistakes }),
    trust_proxy_hops: read.integer('TRUST_PROXY_HOPS', 0, 0, 10),
    // In production never so high that it would be off.
    rate_limit_per_minute: read.integer('RATE_LIMIT_PER_MINUTE', 3_000, 60, production ? 60_000 : 1_000_000_000),
    log_level: read.oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], production ? 'info' : 'warn'),
    worker_concurrency: read.integer('WORKER_CONCURRENCY', 4, 1, 100),
  }
  if (mistakes.length)
    throw new StartupError(`The configuration is not right:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`)
  return { ...config, secret_key: env.SECRET_KEY ?? developmentKey(data_dir) }
}

const isLocal = (url: string): boolean => /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/?$/.test(url)

function reader(env: Env, mistakes: string[]) {
  const given = (name: Variable) => env[name]?.trim() || undefined
  return {
    text: (name: Variable, fallback: string): string => given(name) ?? fallback,
    integer(name: Variable, fallback: number, minimum: number, maximum: number): number {
      const text = given(name)
      if (text === undefined) return fallback
      const number = Number(text)
      if (Number.isInteger(number) && number >= minimum && number <= maximum) return number
      mistakes.push(`${name} must be a whole number from ${minimum} to ${maximum}, not '${text}'.`)
      return fallback
    },
    flag(name: Variable, fallback: boolean): boolean {
      const text = given(name)
      if (text === undefined) return fallback
      if (text !== '0' && text !== '1') mistakes.push(`${name} must be 0 or 1, not '${text}'.`)
      return text === '1'
    },
    oneOf(name: Variable, values: string[], fallback: string): string {
      const text = given(name)
      if (text === undefined || values.includes(text)) return text ?? fallback
      mistakes.push(`${name} must be one of ${values.join(', ')}, not '${text}'.`)
      return fallback
    },
    /** The value itself is not repeated in the message: it may hold a password. */
    url(name: Variable, protocols: string[]): string | undefined {
      const text = given(name)
      if (text === undefined) return undefined
      const parsable = text.replace(/^(postgres(?:ql)?:\/\/[^/]*@)\//, '$1socket/')
      if (URL.canParse(parsable) && protocols.includes(new URL(parsable).protocol)) return text
      mistakes.push(
        `${name} must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
      )
      return undefined
    },
  }
}

/** Development needs no key to begin with: one is made and kept beside the data it protects. */
function developmentKey(data_dir: string): string {
  const file = join(data_dir, 'secret-key')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(data_dir, { recursive: true })
  const key = randomBytes(48).toString('base64url')
  writeFileSync(file, `${key}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  return key
}
