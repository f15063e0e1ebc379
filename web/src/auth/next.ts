export type Next = { next?: string }

/** Where to go after signing in: a page of this app only, never another site. */
export function parseNext(search: Record<string, unknown>): Next {
  const { next } = search
  return typeof next === 'string' && /^\/(app|welcome|invitations|operator|second-factor)([/?#]|$)/.test(next)
    ? { next }
    : {}
}
