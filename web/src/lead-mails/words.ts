import type { LeadMail } from '#modules/lead-mails/schemas.ts'

type Reason = NonNullable<LeadMail['held_reason']>

/** Why a mail waits: in a word or two, and what that means. */
export const reasons: Record<Reason, { word: string; meaning: string }> = {
  unknown_sender: { word: 'Nobody we know', meaning: 'No lead has the address of the sender.' },
  unknown_recipients: { word: 'Nobody we know', meaning: 'No lead has the address of anybody it went to.' },
  not_verified: {
    word: 'Not proven',
    meaning: 'It says it is from one of your team, but the mail server found no proof of that.',
  },
  failed_checks: { word: 'Failed the checks', meaning: 'The sender’s domain says that mail like this is not theirs.' },
  not_permitted: { word: 'May not change leads', meaning: 'Whoever of your team wrote it may look at leads only.' },
  no_recipients: {
    word: 'To this address alone',
    meaning: 'One of your team wrote it to nobody else and forwarded nothing in it.',
  },
  automatic: { word: 'By a program', meaning: 'An absence note, a newsletter or a list.' },
  unreadable: { word: 'Unreadable', meaning: 'It could not be read at all.' },
}

export const partyName = ({ name, address }: { name: string; address: string }): string => name || address
