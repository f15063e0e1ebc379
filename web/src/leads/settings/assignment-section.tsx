import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AssignmentRule } from '#modules/lead-rules/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { changeAssignmentRule, createAssignmentRule, deleteAssignmentRule } from '#web/leads/api.ts'
import { assignmentRulesQuery, fieldsQuery } from '#web/leads/queries.ts'
import { Conditions, conditionWords, toConditions, toDrafts } from '#web/leads/settings/conditions.tsx'
import { OrderedList } from '#web/leads/settings/ordered-list.tsx'
import { RowActions } from '#web/leads/settings/row-actions.tsx'
import { RuleDialog } from '#web/leads/settings/rule-dialog.tsx'
import { SettingsCard } from '#web/leads/settings/settings-card.tsx'
import { AddButton } from '#web/leads/settings/stages-section.tsx'
import { useSettingsChange } from '#web/leads/settings/use-settings-change.ts'
import { useTeam } from '#web/leads/use-team.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Checkbox, Select, Switch } from '#web/ui/choice.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'

const strategies: Record<AssignmentRule['strategy'], string> = {
  round_robin: 'One after the other',
  least_loaded: 'Whoever has the fewest open leads',
}

export function AssignmentSection() {
  const query = useQuery(assignmentRulesQuery)
  const own = useQuery(fieldsQuery).data?.data ?? []
  const { nameOf } = useTeam()
  const canWrite = useCan('lead_rules.write')
  const { save } = useSettingsChange()
  const [edited, setEdited] = useState<AssignmentRule | 'new'>()
  const [leaving, setLeaving] = useState<AssignmentRule>()
  return (
    <SettingsCard
      title="Assignment rules"
      hint="Of a new lead the first rule that fits decides who gets it. Whoever is away is passed over."
      action={canWrite && <AddButton label="Add assignment rule" onClick={() => setEdited('new')} />}
    >
      <OrderedList
        noun="lead-assignment-rules"
        query={query}
        queryKey={assignmentRulesQuery.queryKey}
        nameOf={({ name }) => name}
        canWrite={canWrite}
        empty="No assignment rules yet: new leads belong to nobody until somebody takes them."
        failed="The assignment rules could not be loaded"
        row={(rule) => (
          <span className="grid">
            <span className="flex flex-wrap items-center gap-x-2 font-medium wrap-anywhere">
              {rule.name} {!rule.is_active && <Badge tone="mute">Off</Badge>}
            </span>
            <span className="text-xs text-ink-2 wrap-anywhere">
              {rule.conditions.length > 0
                ? rule.conditions.map((condition) => conditionWords(condition, own)).join(' and ')
                : 'Every lead'}
              {' → '}
              {rule.user_ids.map(nameOf).join(', ')}
              {rule.user_ids.length > 1 && ` (${strategies[rule.strategy].toLowerCase()})`}
            </span>
          </span>
        )}
        actions={(rule) => (
          <RowActions name={rule.name} onEdit={() => setEdited(rule)} onDelete={() => setLeaving(rule)} />
        )}
      />
      {edited && <AssignmentDialog rule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {leaving && (
        <ConfirmDialog
          title={`Delete ${leaving.name}?`}
          confirmLabel={`Delete ${leaving.name}`}
          busyLabel="Deleting…"
          onConfirm={async () => {
            await save(deleteAssignmentRule(leaving.id), `${leaving.name} deleted`)
            setLeaving(undefined)
          }}
          onClose={() => setLeaving(undefined)}
        >
          Leads that it gave out stay with their owners; new ones go by the other rules.
        </ConfirmDialog>
      )}
    </SettingsCard>
  )
}

function AssignmentDialog({ rule, onClose }: { rule: AssignmentRule | undefined; onClose: () => void }) {
  const { save } = useSettingsChange()
  const { people } = useTeam()
  const [name, setName] = useState(rule?.name ?? '')
  const [strategy, setStrategy] = useState<AssignmentRule['strategy']>(rule?.strategy ?? 'round_robin')
  const [userIds, setUserIds] = useState(rule?.user_ids ?? [])
  const [isActive, setActive] = useState(rule?.is_active ?? true)
  const [drafts, setDrafts] = useState(() => toDrafts(rule?.conditions ?? []))

  async function submit() {
    const input = {
      name: name.trim(),
      conditions: toConditions(drafts),
      strategy,
      user_ids: userIds,
      is_active: isActive,
    }
    const call = rule ? changeAssignmentRule(rule.id, rule.version, input) : createAssignmentRule(input)
    await save(call, `${input.name} saved`)
  }

  return (
    <RuleDialog title={rule ? `Edit ${rule.name}` : 'Add assignment rule'} onSave={submit} onClose={onClose}>
      {(mistakes) => (
        <>
          <TextField
            label="Name"
            maxLength={80}
            autoComplete="off"
            error={mistakes['/name']}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Conditions drafts={drafts} onChange={setDrafts} mistakes={mistakes} none="Every lead." />
          <fieldset>
            <legend className="pb-1 text-sm font-medium">Goes to</legend>
            <div className="grid gap-1.5 md:grid-cols-2">
              {people.map(({ id, name: label }) => (
                <Checkbox
                  key={id}
                  label={label}
                  checked={userIds.includes(id)}
                  onChange={() =>
                    setUserIds(userIds.includes(id) ? userIds.filter((each) => each !== id) : [...userIds, id])
                  }
                />
              ))}
            </div>
            {mistakes['/user_ids'] && <p className="text-xs font-medium text-bad">Choose somebody.</p>}
          </fieldset>
          {userIds.length > 1 && (
            <Select
              label="In which order"
              value={strategy}
              onChange={({ target }) => setStrategy(target.value as AssignmentRule['strategy'])}
            >
              {Object.entries(strategies).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </Select>
          )}
          <Switch label="Gives out leads" checked={isActive} onChange={() => setActive(!isActive)} />
        </>
      )}
    </RuleDialog>
  )
}
