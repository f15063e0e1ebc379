const key = 'awaited-invitation'

/**
 * Somebody makes an account to answer an invitation: between the two lie a mail and a log-in, often in another tab.
 * The token is good for the address it was sent to alone, so it may wait here.
 */
export const awaitInvitation = (token: string) => localStorage.setItem(key, token)
export const forgetInvitation = () => localStorage.removeItem(key)
export const awaitedInvitation = () => localStorage.getItem(key)
