import type { MyEventPage } from '#modules/auth/schemas.ts'

type MyEvent = MyEventPage['data'][number]

/** Every event of an account as its owner reads it. */
export const myEventWords: Record<string, string> = {
  'user.registered': 'You signed up',
  'user.registered_again': 'Somebody signed up with your address again',
  'user.updated': 'You changed your profile',
  'user.verified': 'You confirmed your address',
  'user.logged_in': 'Logged in',
  'user.logged_out': 'Logged out',
  'user.login_failed': 'A wrong password was typed at log-in',
  'user.stepped_up': 'You confirmed that it is you',
  'user.step_up_failed': 'A wrong password was typed while logged in',
  'user.session_ended': 'A session was ended',
  'user.sessions_ended': 'Other sessions were ended',
  'user.refresh_reused': 'A session was ended because its token was used twice',
  'user.password_reset_requested': 'A link for a new password was asked for',
  'user.password_reset': 'The password was set by the mailed link',
  'user.password_changed': 'The password was changed',
  'user.email_change_requested': 'A move to another address was asked for',
  'user.email_changed': 'The address was changed',
  'user.totp_enabled': 'An authenticator app was added',
  'user.totp_removed': 'The authenticator app was removed',
  'user.passkey_added': 'A passkey was added',
  'user.passkey_renamed': 'A passkey got another name',
  'user.passkey_removed': 'A passkey was removed',
  'user.passkey_copied': 'A passkey was refused, for it may have been copied',
  'user.recovery_code_used': 'A recovery code was used',
  'user.recovery_codes_replaced': 'The recovery codes were replaced',
  'user.code_refused': 'A wrong code was typed',
  'user.created': 'The operator made this account',
  'user.made_operator': 'You became an operator of this installation',
  'user.disabled': 'The operator disabled this account',
  'user.enabled': 'The operator enabled this account again',
  'user.removed_unverified': 'The account was removed, for nobody confirmed its address',
  'user.uen_claimed': 'You told the operator that a UEN is yours',
}

/** What somebody else may have done. */
const alarming = new Set([
  'user.login_failed',
  'user.step_up_failed',
  'user.refresh_reused',
  'user.code_refused',
  'user.passkey_copied',
])

/** One event in words; one that this version does not know still reads. */
export function tellMine({ name, data }: Pick<MyEvent, 'name' | 'data'>) {
  const did = myEventWords[name] ?? sentence(name.replace(/^user\./, '').replaceAll('_', ' '))
  return { did, remark: remarkOf(name, data), isAlarming: alarming.has(name) }
}

function remarkOf(name: string, data: MyEvent['data']): string {
  if (typeof data.device === 'string') return data.device
  if (typeof data.passkey === 'string') return data.passkey
  if (typeof data.uen === 'string') return data.uen
  if (name === 'user.email_change_requested') return String(data.new_email)
  if (typeof data.codes_left === 'number') return `${data.codes_left} left`
  if (typeof data.ended_count === 'number' && data.ended_count > 0)
    return data.ended_count === 1 ? '1 session logged out' : `${data.ended_count} sessions logged out`
  return ''
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
