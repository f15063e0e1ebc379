import { hash, verify } from '@node-rs/argon2'
import { unavailable } from '#platform/errors.ts'
import { normalizePassword } from './rules.ts'

export type PasswordCost = { memoryCost: number; timeCost: number; parallelism: number }

/** argon2id, 64 MiB and three passes: 25 to 50 ms on one core. The parameters are part of each stored hash. */
export const defaultCost: PasswordCost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }

export type Passwords = {
  hash(password: string): Promise<string>
  /** For an unknown user pass undefined: it takes the same time and is false. */
  matches(password: string, hashed: string | undefined): Promise<boolean>
}

/** Hashing runs on threads; at most `parallel` at a time and `waiting` behind them, so that sign-ins cannot eat the machine. */
export function createPasswords(cost: PasswordCost = defaultCost, parallel = 2, waiting = 50): Passwords {
  const limited = createLimit(parallel, waiting)
  const decoy = hash('nobody has this password', cost)
  return {
    hash: (password) => limited(() => hash(normalizePassword(password), cost)),
    matches: (password, hashed) =>
      limited(async () => (await verify(hashed ?? (await decoy), normalizePassword(password))) && hashed !== undefined),
  }
}

function createLimit(parallel: number, waiting: number) {
  let running = 0
  const queue: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= parallel) {
      if (queue.length >= waiting)
        throw unavailable(
          'auth.too_many_sign_ins',
          'Too many people are signing in just now. Try again in a few seconds.',
          5,
        )
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
