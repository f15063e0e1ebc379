import type { FastifyRequest } from 'fastify'
import { timingSafeEqual } from 'node:crypto'
import { organizationDisabled } from '#modules/auth/standing.ts'
import { hashToken } from '#platform/crypto.ts'
import { db, type Pool, type Query, read, type TextQuery } from '#platform/database.ts'
import { forbidden, type Problem, unauthorized } from '#platform/errors.ts'
import type { Caller, Credential, Gatekeeper } from '#platform/http-access.ts'
import { isWithin } from '#platform/networks.ts'
import { readKey } from './key-format.ts'
import { type Holding, statusOf, usableScopes } from './rules.ts'
import type { Scope } from './schemas.ts'

type Key = Credential & { kind: 'api_key'; key_id: string; hash: Buffer; organization_id: string }
type KeyRow = Holding & {
  id: string
  name: string
  secret_hash: Buffer
  scopes: Scope[]
  allowed_networks: string[]
  expires_at: string
  revoked_at: string | null
  last_used_at: string | null
  is_here: boolean | null
  is_disabled: boolean
  clock_shift_seconds: number
}

/** As with sessions: a write per request would be most of its work. */
const noteEvery = { minutes: 5 }
const rememberedMax = 10_000

/** Lets programs in by their keys, and leaves everybody else to `people`. */
export function createKeyGatekeeper(people: Gatekeeper, pool: Pool): Gatekeeper {
  /** A key never changes its organisation, so this cannot be wrong; whether the key is good is asked each time. */
  const organizations = new Map<string, string>()

  async function credentialFrom(secret: string): Promise<Key> {
    const key_id = readKey(secret)
    if (!key_id) throw keyInvalid('This is not one of our API keys: copy all of it, from nxc_live_ to the end.')
    const organization_id = organizations.get(key_id) ?? (await findOrganization(pool, key_id))
    if (!organization_id) throw keyInvalid()
    if (organizations.size >= rememberedMax) organizations.delete(organizations.keys().next().value!)
    organizations.set(key_id, organization_id)
    return { kind: 'api_key', key_id, hash: hashToken(secret), organization_id }
  }

  const keyIn = ({ headers }: FastifyRequest) => /^Bearer +(nxc_\S*)/i.exec(headers.authorization ?? '')?.[1]

  return {
    secretOf: (request) => keyIn(request) ?? people.secretOf(request),
    credentialOf(request) {
      const secret = keyIn(request)
      return secret === undefined ? people.credentialOf(request) : credentialFrom(secret)
    },
    callerQuery: (credential, organization_id, now) =>
      isKey(credential) ? keyQuery(credential, organization_id) : people.callerQuery(credential, organization_id, now),
    callerFrom: (credential, rows, request, now) =>
      isKey(credential)
        ? callerOf(credential, rows[0] as KeyRow | undefined, request.ip, now)
        : people.callerFrom(credential, rows, request, now),
    organizationsQuery: (credential, now) => people.organizationsQuery(credential, now),
    isInRealTime: (permission) => people.isInRealTime(permission),
  }
}

const isKey = (credential: Credential): credential is Key => credential.kind === 'api_key'

async function findOrganization(pool: Pool, key_id: string): Promise<string | undefined> {
  const query = db.selectFrom('api_keys').select('organization_id').where('key_id', '=', key_id)
  return (await read(pool, undefined, (tx) => tx.find(query)))?.organization_id
}

/** One row by its id; whether the rest of the key is right is compared here, in constant time. */
function keyQuery({ key_id }: Key, organization_id: string | undefined): TextQuery<KeyRow> {
  return {
    text: `select k.id, k.name, k.secret_hash, k.scopes, k.allowed_networks, k.expires_at, k.revoked_at, k.last_used_at,
             k.organization_id = $2::uuid as is_here,
             d.disabled_at is not null as is_disabled, d.clock_shift_seconds, m.role, m.permissions
           from api_keys k
           join organization_directory d on d.organization_id = k.organization_id
           left join users u on u.id = k.created_by and u.disabled_at is null
           left join memberships m on m.user_id = u.id and m.organization_id = k.organization_id
           where k.key_id = $1`,
    parameters: [key_id, organization_id ?? null],
  }
}

function callerOf({ hash }: Key, row: KeyRow | undefined, ip: string, now: Temporal.Instant): Caller {
  if (!row || !timingSafeEqual(row.secret_hash, hash)) throw keyInvalid()
  const { id, name, allowed_networks, last_used_at, is_here } = row
  const usable_scopes = usableScopes(row.scopes, row)
  const status = statusOf({ ...row, usable_scopes }, now)
  if (status !== 'active') throw keyInvalid(reasons[status])
  if (allowed_networks.length && !isWithin(allowed_networks, ip))
    throw forbidden(
      'auth.address_not_allowed',
      `This API key does not work from ${ip}. Add the address to those that it is allowed from, or call from one of them.`,
    )
  return {
    actor: { kind: 'api_key', id, name },
    session_id: undefined,
    permissions: is_here ? new Set(usable_scopes) : undefined,
    refusal: row.is_disabled ? organizationDisabled() : undefined,
    authenticated_at: undefined,
    has_second_factor: false,
    // What a policy wants of people was wanted of the maker of the key.
    lacks_second_factor: false,
    clock_shift_seconds: row.clock_shift_seconds,
    note_use: noteUse(id, last_used_at, ip, now),
  }
}

/** Said only to who has the whole key. */
const reasons = {
  revoked: 'This API key was revoked. Use the one that took its place, or make a new one.',
  expired: 'This API key has expired. Make a new one.',
  suspended: 'The person who made this API key may no longer do what it does. Have it rotated by somebody who may.',
}

const keyInvalid = (detail = 'There is no such API key, or it was copied wrongly.'): Problem =>
  unauthorized('auth.api_key_invalid', detail)

function noteUse(
  id: string,
  last_used_at: string | null,
  ip: string,
  now: Temporal.Instant,
): Query<unknown> | undefined {
  const due = now.subtract(noteEvery)
  if (last_used_at && Temporal.Instant.compare(last_used_at, due) > 0) return undefined
  return db
    .updateTable('api_keys')
    .set({ last_used_at: now.toString(), last_used_ip: ip })
    .where('id', '=', id)
    .where((is) => is.or([is('last_used_at', 'is', null), is('last_used_at', '<=', due.toString())]))
}
