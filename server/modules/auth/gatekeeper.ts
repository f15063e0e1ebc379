import type { Role } from '#modules/organizations/schemas.ts'
import type { TextQuery } from '#platform/database.ts'
import { hashToken } from '#platform/crypto.ts'
import { unauthorized } from '#platform/errors.ts'
import type { Credential, Gatekeeper } from '#platform/http-access.ts'
import type { AccessTokens } from './access-tokens.ts'
import { permissionsOf } from './permissions.ts'

type Cookie = Credential & { kind: 'cookie'; token_hash: Buffer }
type Bearer = Credential & { kind: 'bearer'; session_id: string }
type CallerRow = { session_id: string; user_id: string; name: string; role: Role | null }

/** Says who sends a request: a browser by its session cookie, a program by its access token. */
export function createGatekeeper(tokens: AccessTokens, cookie: string, clock: () => Temporal.Instant): Gatekeeper {
  const cookieValue = new RegExp(`(?:^|;\\s*)${cookie}=([\\w-]+)`)
  return {
    credentialOf(request): Cookie | Bearer | undefined {
      const { authorization } = request.headers
      if (authorization !== undefined) {
        const claims = tokens.read(/^Bearer ([\w.-]+)$/i.exec(authorization)?.[1] ?? '', clock())
        if (!claims)
          throw unauthorized('auth.token_invalid', 'The access token is not valid or has expired. Refresh it.')
        return { kind: 'bearer', session_id: claims.session_id }
      }
      const token = cookieValue.exec(request.headers.cookie ?? '')?.[1]
      return token ? { kind: 'cookie', token_hash: hashToken(token) } : undefined
    },
    callerQuery(credential, organization_id, now): TextQuery<CallerRow> {
      const [column, key] = keyOf(credential as Cookie | Bearer)
      return {
        text: `select s.id as session_id, u.id as user_id, u.name, m.role
               from sessions s
               join users u on u.id = s.user_id
               left join memberships m on m.user_id = u.id and m.organization_id = $2::uuid
               where s.${column} = $1 and s.ended_at is null and s.expires_at > $3::timestamptz and u.disabled_at is null`,
        parameters: [key, organization_id ?? null, now.toString()],
      }
    },
    callerFrom([row]) {
      if (!row) return undefined
      const { session_id, user_id, name, role } = row as CallerRow
      return {
        session_id,
        actor: { kind: 'user', id: user_id, name },
        permissions: role ? permissionsOf(role) : undefined,
      }
    },
    organizationsQuery(credential, now): TextQuery<{ organization_id: string | null }> {
      const [column, key] = keyOf(credential as Cookie | Bearer)
      return {
        text: `select m.organization_id
               from sessions s
               join users u on u.id = s.user_id
               left join memberships m on m.user_id = u.id
               where s.${column} = $1 and s.ended_at is null and s.expires_at > $2::timestamptz and u.disabled_at is null
               limit 2`,
        parameters: [key, now.toString()],
      }
    },
  }
}

const keyOf = (credential: Cookie | Bearer): ['token_hash' | 'id', Buffer | string] =>
  credential.kind === 'cookie' ? ['token_hash', credential.token_hash] : ['id', credential.session_id]
