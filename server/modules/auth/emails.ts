import { letter, type Mail } from '#platform/mail.ts'

type Recipient = { email: string; name: string }

export function verificationMail({ email, name }: Recipient, link: string): Mail {
  return letter({
    to: email,
    subject: 'Confirm your e-mail address',
    paragraphs: [
      `Hello ${name},`,
      'Please confirm that this address is yours. The link works once, within 24 hours.',
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
      `Hello ${name},`,
      'Somebody, perhaps you, tried to sign up with this address. You already have an account: simply sign in.',
      'If it was not you, there is nothing to do. Your password was not changed.',
    ],
    button: { label: 'Sign in', url: link },
  })
}
