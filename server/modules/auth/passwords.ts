import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
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
}

/**
 * Hashing runs on threads, at most four and no more than there are cores; fifty may wait behind them, so that
 * sign-ins cannot eat the machine. `@node-rs/argon2` and not the function of Node: it is three times as fast, so the
 * same time on our side costs whoever guesses three times as much.
 */
export function createPasswords(
  cost: PasswordCost = defaultCost,
  parallel = Math.min(4, availableParallelism()),
  waiting = 50,
): Passwords {
  const limited = createLimit(parallel, waiting)
  const decoy = hash('nobody has this password', cost)
  return {
    hash: (password) => limited(() => hash(normalizePassword(password), cost)),
    matches: (password, hashed) =>
      limited(async () => (await verify(hashed ?? (await decoy), normalizePassword(password))) && hashed !== undefined),
    isWeak(hashed) {
      const [, m = 0, t = 0] = (/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(hashed) ?? []).map(Number)
      return m < cost.memoryCost || t < cost.timeCost
    },
  }
}

function createLimit(parallel: number, waiting: number) {
  let running = 0
  const queue: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= parallel) {
      if (queue.length >= waiting)
        throw unavailable('auth.busy', 'Too many people are signing in just now. Try again in a few seconds.', 5)
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
