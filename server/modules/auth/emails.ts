import { asWords, letter, type Mail } from '#platform/mail.ts'

export type Recipient = { email: string; name: string }
export type Moment = { ip: string | null; at: Temporal.Instant }

/** To an address that may be anybody's, so it carries no word that whoever signed up has chosen. */
export function verificationMail({ email }: Pick<Recipient, 'email'>, link: string): Mail {
  return letter({
    to: email,
    subject: 'Confirm your e-mail address',
    paragraphs: [
      'Hello,',
      'please confirm that this address is yours. The link works once, within 24 hours.',
      'If you did not sign up, ignore this mail: nothing happens without the link.',
    ],
    button: { label: 'Confirm address', url: link },
  })
}

/** Sent instead when the address has an account already, so that the sign-up page need not tell. */
export function alreadyRegisteredMail({ email, name }: Recipient, link: string): Mail {
  return letter({
    to: email,
    subject: 'You already have an account',
    paragraphs: [
      `Hello ${asWords(name)},`,
      'somebody, perhaps you, tried to sign up with this address. You already have an account: simply log in.',
      'If it was not you, there is nothing to do. Your password was not changed.',
    ],
    button: { label: 'Log in', url: link },
  })
}

type Resetting = Recipient & { verified_at: string | null }

/** By name only where the address is proven, and so the name is its owner's. */
export function passwordResetMail({ email, name, verified_at }: Resetting, link: string): Mail {
  return letter({
    to: email,
    subject: 'Set a new password',
    paragraphs: [
      verified_at ? `Hello ${asWords(name)},` : 'Hello,',
      'somebody, perhaps you, asked for a new password or signed up again. The link works once, within 30 minutes, and signs you out everywhere.',
      'If it was not you, ignore this mail: your password stays as it is.',
    ],
    button: { label: 'Set a new password', url: link },
  })
}

export function passwordChangedMail({ email, name }: Recipient, moment: Moment): Mail {
  return letter({
    to: email,
    subject: 'Your password was changed',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `your password was changed ${whenAndWhere(moment)}. Other sessions were logged out.`,
      'If it was not you, ask for a new password on the log-in page at once, and tell an owner of your organisation.',
    ],
  })
}

export function newDeviceMail({ email, name }: Recipient, { device, ...moment }: Moment & { device: string }): Mail {
  return letter({
    to: email,
    subject: `New log-in: ${asWords(device)}`,
    paragraphs: [
      `Hello ${asWords(name)},`,
      `somebody logged in to your account with ${asWords(device)}, ${whenAndWhere(moment)}. We had not seen this device before.`,
      'If it was you, there is nothing to do. If not, change your password and end that session in your settings.',
    ],
  })
}

export function guessedMail(
  { email, name }: Recipient,
  { wrong_guesses, ...moment }: Moment & { wrong_guesses: number },
): Mail {
  return letter({
    to: email,
    subject: 'Logged in after wrong passwords',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `after ${wrong_guesses} wrong passwords somebody logged in to your account with the right one, ${whenAndWhere(moment)}.`,
      'If it was you, there is nothing to do. If not, change your password and end the other sessions in your settings.',
    ],
  })
}

export function refreshReusedMail(
  { email, name }: Recipient,
  { device, ...moment }: Moment & { device: string },
): Mail {
  return letter({
    to: email,
    subject: 'A session was ended for your safety',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `a refresh token of your session with ${asWords(device)} was used a second time, ${whenAndWhere(moment)}. Somebody may have a copy of it, so the session has ended.`,
      'Log in again. If a program of yours uses the account, let one place in it refresh the tokens.',
    ],
  })
}

export function oldAddressMail(
  { email, name }: Recipient,
  { new_email, link }: { new_email: string; link: string },
): Mail {
  return letter({
    to: email,
    subject: 'Confirm that your account moves to another address',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `your account is to move from this address to ${new_email}. It moves when both addresses have confirmed, within 24 hours.`,
      'If you did not ask for this, do not follow the link, and change your password: somebody else is logged in as you.',
    ],
    button: { label: 'Let it move', url: link },
  })
}

/** Like a confirmation: the address is not proven yet. */
export function newAddressMail(email: string, link: string): Mail {
  return letter({
    to: email,
    subject: 'Confirm your new address',
    paragraphs: [
      'Hello,',
      'your account is to move to this address. It moves when both addresses have confirmed, within 24 hours.',
      'If you do not know of this, ignore this mail: nothing happens without the link.',
    ],
    button: { label: 'Confirm address', url: link },
  })
}

/** To the owner of an address that somebody else wants to move to. */
export function addressTakenMail({ email, name }: Recipient): Mail {
  return letter({
    to: email,
    subject: 'Your address was named for another account',
    paragraphs: [
      `Hello ${asWords(name)},`,
      'somebody wanted to move another account to this address. It has an account already, yours, so nothing happened.',
      'If it was you: log in with this address, or close this account first.',
    ],
  })
}

export function emailChangedMail(
  { email, name }: Recipient,
  { new_email, at }: { new_email: string; at: Temporal.Instant },
): Mail {
  return letter({
    to: email,
    subject: 'Your account has another address now',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `your account moved to ${new_email} ${whenAndWhere({ at, ip: null })}. This address cannot log in any more.`,
      'If it was not you, tell an owner of your organisation at once.',
    ],
  })
}

/** Mail goes to people of Singapore; the zone is named for those who travel. */
export function whenAndWhere({ ip, at }: Moment): string {
  const time = at.toZonedDateTimeISO('Asia/Singapore')
  const day = time.toLocaleString('en-SG', { day: 'numeric', month: 'long', year: 'numeric' })
  return `on ${day} at ${time.toPlainTime().toString().slice(0, 5)} Singapore time${ip ? `, from ${ip}` : ''}`
}
