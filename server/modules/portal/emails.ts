import { asWords, type Letter, letter } from '#platform/mail.ts'

type Seller = { name: string }

/** What stands in a stored mail where the link has its secret: that is made when the mail goes out, and kept nowhere. */
export const tokenPlace = 'made-when-this-mail-goes-out'

export function portalLinkLetter(seller: Seller, to: string, is_requested: boolean, url: string): Letter {
  const name = asWords(seller.name)
  return letter({
    to,
    subject: `Your link to the customer portal of ${name}`,
    sender: name,
    paragraphs: [
      'Hello,',
      is_requested
        ? `Somebody, probably you, asked for a link to your invoices and details with ${name}.`
        : `${name} invites you to its customer portal, where you find your invoices and details.`,
      'The link works once, within 30 minutes, and needs no password.',
      'Do not pass it on: whoever opens it sees your account. If you did not expect this mail, you may ignore it.',
    ],
    button: { label: 'Open the portal', url },
  })
}

type Changed = { customer_name: string; email: string; is_to_old: boolean }

/** To both addresses, so that nobody loses theirs without hearing of it. */
export function emailChangedLetter(seller: Seller, to: string, { customer_name, email, is_to_old }: Changed): Letter {
  const name = asWords(seller.name)
  return letter({
    to,
    subject: `The address for bills from ${name} has changed`,
    sender: name,
    paragraphs: [
      'Hello,',
      is_to_old
        ? `Bills of ${name} for ${asWords(customer_name)} now go to ${email}: somebody changed that in the customer portal.`
        : `Bills of ${name} for ${asWords(customer_name)} now come to this address: somebody entered it in the customer portal.`,
      'If that is not right, please answer this mail.',
    ],
  })
}
