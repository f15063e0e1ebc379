import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useCan, useOrganization } from '#web/app/session.ts'
import { InvitationList } from '#web/organizations/invitation-list.tsx'
import { InviteDialog } from '#web/organizations/invite-dialog.tsx'
import { Leave } from '#web/organizations/leave.tsx'
import { LargerPlan } from '#web/organizations/larger-plan.tsx'
import { MemberList } from '#web/organizations/member-list.tsx'
import { OwnershipNotice } from '#web/organizations/ownership-notice.tsx'
import { membersQuery } from '#web/organizations/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { useTitle } from '#web/ui/title.ts'

const route = getRouteApi('/app/$slug/settings/$')

/** Who belongs here, who is asked to, and who owns it. */
export function TeamPage() {
  useTitle('Team', 'Settings')
  const canRead = useCan('members.read')
  return (
    <div className="grid max-w-4xl gap-8">
      <OwnershipNotice />
      {canRead ? (
        <Team />
      ) : (
        <p className="rounded-md bg-info-bg px-3 py-2 text-sm text-info">
          Your role does not show the team. Ask an owner or admin who belongs to it.
        </p>
      )}
      <Leave />
    </div>
  )
}

function Team() {
  const { id } = useOrganization()
  const { cursor } = route.useSearch()
  const query = useQuery(membersQuery(id, cursor))
  const canSeeInvitations = useCan('invitations.read')
  const canInvite = useCan('invitations.write')
  const [inviting, setInviting] = useState(false)
  const { seats_used = 0, seat_limit = null, invitable_roles = [] } = query.data ?? {}
  const isFull = seat_limit !== null && seats_used >= seat_limit

  return (
    <>
      <section className="grid gap-3">
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
          <h2 className="text-base font-semibold">Members</h2>
          {query.data && <p className="text-sm text-ink-2 tabular-nums">{seatsInUse(seats_used, seat_limit)}</p>}
          {canInvite && invitable_roles.length > 0 && (
            <Button variant="primary" className="ml-auto" onClick={() => setInviting(true)}>
              <UserPlus aria-hidden />
              Invite someone
            </Button>
          )}
        </div>
        {isFull && (
          <p className="rounded-md bg-warn-bg px-3 py-2 text-sm text-warn">
            All {seat_limit} seats of the plan are taken by members and open invitations. To invite somebody, revoke an
            invitation, remove a member, or choose a larger plan. <LargerPlan />
          </p>
        )}
        <MemberList query={query} />
        <Pager cursor={cursor} nextCursor={query.data?.next_cursor} />
      </section>
      {canSeeInvitations && <InvitationList />}
      {inviting && <InviteDialog roles={invitable_roles} onClose={() => setInviting(false)} />}
    </>
  )
}

function seatsInUse(used: number, limit: number | null): string {
  if (limit !== null) return `${used} of ${limit} seats in use`
  return used === 1 ? '1 seat in use' : `${used} seats in use`
}
