import type { Lead } from '#modules/leads/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { Card } from '#web/leads/card.tsx'
import { OwnerMark } from '#web/leads/owner-mark.tsx'
import { useChangeLead } from '#web/leads/use-change-lead.ts'
import { useTeam } from '#web/leads/use-team.ts'
import { Button } from '#web/ui/button.tsx'
import { inputClass } from '#web/ui/field.tsx'
import { cx } from '#web/ui/cx.ts'

/** Who looks after them. */
export function LeadOwner({ lead }: { lead: Lead }) {
  const canWrite = useCan('leads.write') && !lead.archived_at
  const { me, people, nameOf } = useTeam()
  const { assign } = useChangeLead(lead)
  const owner = lead.owner_user_id
  const isKnown = owner === null || people.some(({ id }) => id === owner)
  return (
    <Card title="Owner">
      <div className="flex items-center gap-2">
        <OwnerMark name={nameOf(owner)} isNobody={owner === null} />
        {canWrite ? (
          <>
            <select
              aria-label="Owner"
              value={owner ?? ''}
              onChange={({ target }) => void assign(target.value || null)}
              className={cx(inputClass, 'min-w-0 flex-1 bg-surface!')}
            >
              <option value="">Nobody</option>
              {!isKnown && <option value={owner}>{nameOf(owner)}</option>}
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            {owner !== me.id && (
              <Button variant="ghost" onClick={() => void assign(me.id)}>
                Take it
              </Button>
            )}
          </>
        ) : (
          <span className="text-sm">{nameOf(owner)}</span>
        )}
      </div>
    </Card>
  )
}
