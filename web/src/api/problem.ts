import type { Problem } from '#platform/schemas.ts'

/** A refused call (RFC 9457 problem). Status 0: the server could not be reached. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Partial<Problem>

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? 'The server gave no reason. Try again.')
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
  }

  get fields() {
    return this.problem.errors ?? []
  }
}

export const isStatus = (error: unknown, status: number) => error instanceof ApiError && error.status === status
export const hasCode = (error: unknown, code: string) => error instanceof ApiError && error.problem.code === code

/** What to tell a person about any thrown thing. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  return 'This part of the app could not be loaded. Reload the page and try again.'
}
