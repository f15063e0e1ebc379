/**
 * Stand in for what TanStack Query brings to every page and nothing here uses: changes are plain calls of
 * `api/client.ts`, and lists have pages. The build puts them in the place of the originals (vite.config.ts).
 */
export function MutationCache() {
  return { clear: () => undefined, findAll: () => [], resumePausedMutations: () => Promise.resolve() }
}

export const infiniteQueryBehavior = () => ({})
export const hasNextPage = () => false
export const hasPreviousPage = () => false
