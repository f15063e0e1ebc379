import { conflict, forbidden } from '#platform/errors.ts'
import { type MemberRole, memberRoles } from './schemas.ts'

/** Who may manage whom, which no custom role can allow. What a role may do elsewhere its permissions say. */
const authority: Record<MemberRole, number> = {
  owner: 2,
  admin: 1,
  member: 0,
  viewer: 0,
  accountant: 0,
  dpo: 0,
  custom: 0,
}

/** Nobody gives a role above their own, nor changes or removes somebody who has one. */
export const mayManage = (own: MemberRole | undefined, role: MemberRole): boolean =>
  own !== undefined && authority[own] > 0 && authority[role] <= authority[own]

export const rolesWithin = (own: MemberRole | undefined): MemberRole[] =>
  memberRoles.filter((role) => mayManage(own, role))

export function refuseAbove(own: MemberRole, ...theirs: MemberRole[]): void {
  if (!theirs.every((role) => mayManage(own, role)))
    throw forbidden(
      'organizations.role_too_high',
      'This takes a role at least as high as theirs. Ask an owner to do it.',
    )
}

export function refuseWithoutOwner(team: ReadonlyMap<string, MemberRole>): void {
  if ([...team.values()].filter((role) => role === 'owner').length < 2)
    throw conflict(
      'organizations.last_owner',
      'An organisation is never without an owner. Make somebody else owner first, or transfer the ownership.',
    )
}

export function refuseWithoutSeat({ seats_used, seat_limit }: { seats_used: number; seat_limit: number | null }): void {
  if (seat_limit !== null && seats_used >= seat_limit)
    throw conflict(
      'organizations.seat_limit',
      `The plan of this organisation has ${seat_limit} ${seat_limit === 1 ? 'seat' : 'seats'}, and ${seats_used} are taken by members and open invitations. Its owner can free one or choose a larger plan.`,
    )
}

/** Enough of an address for its owner to know it again, and too little for anybody else. */
export function hintOf(email: string): string {
  const [name = '', domain = ''] = email.split(/@(?=[^@]*$)/)
  return `${[...name][0] ?? ''}…@${domain}`
}
