import { type Static } from 'typebox'
import { Uen } from '#modules/organizations/schemas.ts'
import { Input, Line, Meaning, OneOf, Output } from '#platform/schemas.ts'

export type NewUenClaim = Static<typeof NewUenClaim>
export const NewUenClaim = Input('NewUenClaim', {
  uen: Uen,
  message: Meaning(Line(1000), 'Why it is yours, for a person to read; a later one takes the place of an earlier'),
})

/** The same whether or not an organisation has this UEN. */
export const UenClaimReceived = Output('UenClaimReceived', {
  status: Meaning(OneOf('received'), 'The operator of this installation will look at it'),
})
