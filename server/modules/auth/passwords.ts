import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { fingerprint, randomToken } from '#platform/crypto.ts'
import { unavailable } from '#platform/errors.ts'
import { normalizePassword } from './password-rules.ts'

export type PasswordCost = { memoryCost: number; timeCost: number; parallelism: number }

/** argon2id, 64 MiB and three passes: 25 to 50 ms on one core. The parameters are part of each stored hash. */
export const defaultCost: PasswordCost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }

export type Passwords = {
  hash(password: string): Promise<string>
  /** For an unknown user pass undefined: it takes the same time and is false. */
  matches(password: string, hashed: string | undefined): Promise<boolean>
  /** It was made at a lower price than today's, and should be made anew while the password is at hand. */
  isWeak(hashed: string): boolean
  /** A hash that no password matches: its owner has to set one by mail. */
  unusable(): Promise<string>
}

type Options = {
  cost?: PasswordCost | undefined
  /** Keys that stand outside the database, newest first: a stolen copy of it alone is no use to whoever guesses. */
  secrets?: string[]
  parallel?: number
  waiting?: number
}

/**
 * Hashing runs on threads, at most four and no more than there are cores; fifty may wait behind them, so that
 * sign-ins cannot eat the machine. `@node-rs/argon2` and not the function of Node: it is three times as fast, so the
 * same time on our side costs whoever guesses three times as much.
 */
export function createPasswords(options: Options = {}): Passwords {
  const { cost = defaultCost, parallel = Math.min(4, availableParallelism()), waiting = 50 } = options
  const keys = (options.secrets ?? []).map((secret) => ({ id: fingerprint(secret).slice(0, 8), secret }))
  const limited = createLimit(parallel, waiting)

  async function hashNow(password: string): Promise<string> {
    const [key] = keys
    const hashed = await hash(normalizePassword(password), { ...cost, ...secretOf(key) })
    return key ? key.id + hashed : hashed
  }
  const decoy = hashNow(randomToken('nobody'))

  async function verifyNow(password: string, hashed: string | undefined): Promise<boolean> {
    const { key_id, phc } = partsOf(hashed ?? (await decoy))
    const key = keys.find(({ id }) => id === key_id)
    const matches = await verify(phc, normalizePassword(password), secretOf(key))
    return matches && hashed !== undefined
  }

  return {
    hash: (password) => limited(() => hashNow(password)),
    matches: (password, hashed) => limited(() => verifyNow(password, hashed)),
    unusable: () => decoy,
    isWeak(hashed) {
      const { key_id, phc } = partsOf(hashed)
      const [, m = 0, t = 0] = (/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(phc) ?? []).map(Number)
      return m < cost.memoryCost || t < cost.timeCost || key_id !== (keys[0]?.id ?? '')
    },
  }
}

const secretOf = (key: { secret: string } | undefined) => (key ? { secret: Buffer.from(key.secret) } : {})

/** The id of the key stands before the string of argon2, which begins with $. */
function partsOf(hashed: string): { key_id: string; phc: string } {
  const at = Math.max(0, hashed.indexOf('$'))
  return { key_id: hashed.slice(0, at), phc: hashed.slice(at) }
}

function createLimit(parallel: number, waiting: number) {
  let running = 0
  const queue: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= parallel) {
      if (queue.length >= waiting)
        throw unavailable('auth.busy', 'Too many people are logging in just now. Try again in a few seconds.', 5)
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running--
    }
  }
}
