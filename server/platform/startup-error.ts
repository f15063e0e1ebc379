/** An error whose message is one clear sentence for the person at the terminal; printed without a stack. */
export class StartupError extends Error {
  override name = 'StartupError'
}
