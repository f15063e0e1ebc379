import { useQuery } from '@tanstack/react-query'
import { useCan, useMe, useOrganization } from '#web/app/session.ts'
import { teamQuery } from '#web/leads/queries.ts'

/** Who leads can belong to, oneself first, and what to call each; whoever has left has no name any more. */
export function useTeam() {
  const { id } = useOrganization()
  const me = useMe()
  const canSee = useCan('members.read')
  const { data } = useQuery({ ...teamQuery(id), enabled: canSee })
  const others = (data?.data ?? []).filter((member) => member.id !== me.id)
  const names = new Map([...others.map((member) => [member.id, member.name] as const), [me.id, me.name] as const])
  return {
    me,
    people: [{ id: me.id, name: me.name }, ...others.map(({ id: other, name }) => ({ id: other, name }))],
    nameOf: (user_id: string | null) => (user_id ? (names.get(user_id) ?? 'Somebody else') : 'Nobody'),
  }
}

export type Team = ReturnType<typeof useTeam>
