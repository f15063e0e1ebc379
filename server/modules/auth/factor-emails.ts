import { asWords, letter, type Mail } from '#platform/mail.ts'
import { type Moment, type Recipient, whenAndWhere } from './emails.ts'

const ifNotYou =
  'If it was not you, change your password, end the other sessions in your settings, and tell an owner of your organisation.'

export function factorAddedMail({ email, name }: Recipient, { factor, ...moment }: Moment & { factor: string }): Mail {
  return letter({
    to: email,
    subject: 'Your account has another way to prove it is you',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `${asWords(factor)} was added to your account ${whenAndWhere(moment)}.`,
      ifNotYou,
    ],
  })
}

export function factorRemovedMail(
  { email, name }: Recipient,
  { factor, ...moment }: Moment & { factor: string },
): Mail {
  return letter({
    to: email,
    subject: 'A second factor was removed from your account',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `${asWords(factor)} was removed from your account ${whenAndWhere(moment)}.`,
      ifNotYou,
    ],
  })
}

export function recoveryCodesReplacedMail({ email, name }: Recipient, moment: Moment): Mail {
  return letter({
    to: email,
    subject: 'You have new recovery codes',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `the recovery codes of your account were replaced ${whenAndWhere(moment)}. The old ones work no more.`,
      ifNotYou,
    ],
  })
}

/** Few codes left are told along with the use of one, while there is still time. */
export function recoveryCodeUsedMail(
  { email, name }: Recipient,
  { codes_left, ...moment }: Moment & { codes_left: number },
): Mail {
  const left = codes_left === 1 ? 'One code is' : `${codes_left || 'No'} codes are`
  const advice = codes_left <= 3 ? ' Make new ones in your settings.' : ''
  return letter({
    to: email,
    subject: 'A recovery code was used',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `a recovery code of your account was used ${whenAndWhere(moment)}. ${left} left.${advice}`,
      ifNotYou,
    ],
  })
}

export function passkeyCopiedMail(
  { email, name }: Recipient,
  { passkey, ...moment }: Moment & { passkey: string },
): Mail {
  return letter({
    to: email,
    subject: 'A passkey of yours may have been copied',
    paragraphs: [
      `Hello ${asWords(name)},`,
      `the passkey “${asWords(passkey)}” was refused ${whenAndWhere(moment)}: its counter went back, as that of a copy does.`,
      'Remove it in your settings and set up a new one. Nobody was logged in by it.',
    ],
  })
}
