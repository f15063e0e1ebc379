import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ScoreRule } from '#modules/lead-rules/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { changeScoreRule, createScoreRule, deleteScoreRule } from '#web/leads/api.ts'
import { signed } from '#web/leads/lead-score.tsx'
import { fieldsQuery, scoreRulesQuery } from '#web/leads/queries.ts'
import { Conditions, conditionWords, newDraft, toConditions, toDrafts } from '#web/leads/settings/conditions.tsx'
import { OrderedList } from '#web/leads/settings/ordered-list.tsx'
import { RowActions } from '#web/leads/settings/row-actions.tsx'
import { RuleDialog } from '#web/leads/settings/rule-dialog.tsx'
import { SettingsCard } from '#web/leads/settings/settings-card.tsx'
import { AddButton } from '#web/leads/settings/stages-section.tsx'
import { useSettingsChange } from '#web/leads/settings/use-settings-change.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Switch } from '#web/ui/choice.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'

export function ScoreSection() {
  const query = useQuery(scoreRulesQuery)
  const own = useQuery(fieldsQuery).data?.data ?? []
  const canWrite = useCan('lead_rules.write')
  const { save } = useSettingsChange()
  const [edited, setEdited] = useState<ScoreRule | 'new'>()
  const [leaving, setLeaving] = useState<ScoreRule>()
  const rescored = query.data?.rescored_at
  return (
    <SettingsCard
      title="Score rules"
      hint={
        <>
          Each rule that holds adds its points. After a change all leads are scored anew in the background
          {rescored && (
            <>
              , last <TimeText value={rescored} />
            </>
          )}
          .
        </>
      }
      action={canWrite && <AddButton label="Add score rule" onClick={() => setEdited('new')} />}
    >
      <OrderedList
        noun="lead-score-rules"
        query={query}
        queryKey={scoreRulesQuery.queryKey}
        nameOf={({ name }) => name}
        canWrite={canWrite}
        empty="No score rules yet: every lead has 0 points."
        failed="The score rules could not be loaded"
        row={(rule) => (
          <span className="grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-2">
            <span
              className={rule.points > 0 ? 'font-semibold text-ok tabular-nums' : 'font-semibold text-bad tabular-nums'}
            >
              {signed(rule.points)}
            </span>
            <span className="flex flex-wrap items-center gap-x-2 font-medium wrap-anywhere">
              {rule.name} {!rule.is_active && <Badge tone="mute">Off</Badge>}
            </span>
            <span className="col-start-2 text-xs text-ink-2 wrap-anywhere">
              {rule.conditions.map((condition) => conditionWords(condition, own)).join(' and ')}
            </span>
          </span>
        )}
        actions={(rule) => (
          <RowActions name={rule.name} onEdit={() => setEdited(rule)} onDelete={() => setLeaving(rule)} />
        )}
      />
      {edited && <ScoreDialog rule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {leaving && (
        <ConfirmDialog
          title={`Delete ${leaving.name}?`}
          confirmLabel={`Delete ${leaving.name}`}
          busyLabel="Deleting…"
          onConfirm={async () => {
            await save(deleteScoreRule(leaving.id), `${leaving.name} deleted`)
            setLeaving(undefined)
          }}
          onClose={() => setLeaving(undefined)}
        >
          Its {signed(leaving.points)} are taken from every lead that has them. To keep it for later, switch it off.
        </ConfirmDialog>
      )}
    </SettingsCard>
  )
}

function ScoreDialog({ rule, onClose }: { rule: ScoreRule | undefined; onClose: () => void }) {
  const { save } = useSettingsChange()
  const [name, setName] = useState(rule?.name ?? '')
  const [points, setPoints] = useState(String(rule?.points ?? 10))
  const [isActive, setActive] = useState(rule?.is_active ?? true)
  const [drafts, setDrafts] = useState(() => (rule ? toDrafts(rule.conditions) : [newDraft()]))

  async function submit() {
    const input = {
      name: name.trim(),
      points: /^[+-]?\d+$/.test(points.trim()) ? Number(points) : Number.NaN,
      conditions: toConditions(drafts),
      is_active: isActive,
    }
    await save(rule ? changeScoreRule(rule.id, rule.version, input) : createScoreRule(input), `${input.name} saved`)
  }

  return (
    <RuleDialog title={rule ? `Edit ${rule.name}` : 'Add score rule'} onSave={submit} onClose={onClose}>
      {(mistakes) => (
        <>
          <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-4">
            <TextField
              label="Name"
              hint="As it stands on the lead"
              maxLength={80}
              autoComplete="off"
              error={mistakes['/name']}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
            <TextField
              label="Points"
              hint="-100 to 100"
              inputMode="text"
              autoComplete="off"
              error={mistakes['/points'] && 'Type -100 to 100, not 0.'}
              value={points}
              onChange={({ target }) => setPoints(target.value)}
            />
          </div>
          <Conditions drafts={drafts} onChange={setDrafts} mistakes={mistakes} none="A score rule needs a condition." />
          <Switch label="Counts" checked={isActive} onChange={() => setActive(!isActive)} />
        </>
      )}
    </RuleDialog>
  )
}
