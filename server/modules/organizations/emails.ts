import { asWords, letter, type Mail } from '#platform/mail.ts'
import { roleWords } from './role-words.ts'
import type { Invitation } from './schemas.ts'

export function invitationMail(
  { email, role, role_name, invited_by_name }: Invitation,
  organization: string,
  url: string,
): Mail {
  const as = role === 'custom' ? `“${asWords(role_name)}”` : roleWords[role].as
  return letter({
    to: email,
    subject: `Join ${asWords(organization)} on NexusCore`,
    paragraphs: [
      'Hello,',
      `${asWords(invited_by_name)} invites you to ${asWords(organization)} as ${as}.`,
      'The link works once, within seven days, for whoever logs in with this e-mail address.',
      'If you do not know them, ignore this mail: nothing happens without the link.',
    ],
    button: { label: 'See the invitation', url },
  })
}

type Handover = { to: { name: string; email: string }; from_name: string; organization: string }

export function ownershipMail({ to, from_name, organization }: Handover, url: string): Mail {
  return letter({
    to: to.email,
    subject: `${asWords(from_name)} wants to make you the owner of ${asWords(organization)}`,
    paragraphs: [
      `Hello ${asWords(to.name)},`,
      `${asWords(from_name)} asks you to become the owner of ${asWords(organization)} in their place. They would be an admin afterwards.`,
      'Accept or decline within seven days. Until you accept, nothing changes.',
    ],
    button: { label: 'Answer', url },
  })
}
