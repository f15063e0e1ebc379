/** What an operation with an organisation's own Stripe account does. */
export const stripeNotes: Record<string, string> = {
  getStripeConnection: 'By which account you are paid, whether its events arrive, and how cards are charged.',
  connectStripe:
    'Tries the key, sets up the webhook endpoint at Stripe and keeps both. With `webhook_secret` the endpoint is one that you set up by hand. Another account starts anew: cards that were saved with the one of before are charged no more.',
  disconnectStripe: 'Forgets the key and takes the endpoint away. What was paid stays in the ledger.',
  rotateWebhookSecret:
    'A new signing secret; the one of before is believed for another 24 hours. For an endpoint that you set up by hand name the secret that Stripe rolled.',
  updateStripeSettings:
    'Whether pay pages offer cards, whether what is issued from now on is charged to saved cards, and on which days a declined card is tried again.',
  listOwnStripeEvents: 'What Stripe sent about your payments, the newest first, and what became of it.',
  getOwnStripeEvent: 'One event, as Stripe signed it, with each time that it was looked at.',
  replayOwnStripeEvent:
    'Gives an event a new life. What it is about is read from Stripe again, so that nothing happens twice.',
  replayDeadStripeEvents: 'The same for all that failed too often.',
  listOwnReconciliations:
    'What each night found when it compared your payments with what Stripe holds, and whether it could be mended.',
  receiveOwnStripeEvent:
    'For Stripe alone: the webhook address of one organisation. It believes the signing secrets of that organisation, and what it says is about that organisation alone.',
  startCardSetup:
    'A page of Stripe on which a customer leaves a card without paying. It works for 23 hours; asking again soon gives the same page. `is_mailed` sends the link.',
  getCardCollection:
    'Whether the invoice is charged to a saved card by itself, how often that was tried and when it is next.',
  stopCollecting: 'The card is tried no more by itself on this invoice. It can still be charged by hand.',
  listCardDisputes: 'Card payments whose holders want the money back through their bank.',
  payByCard:
    'Where the invoice behind the link is paid by card. Asking again while that page is open gives the same one.',
  checkCard:
    'Asks Stripe how a payment stands that was begun behind the link, for whoever comes back before its event does.',
}
