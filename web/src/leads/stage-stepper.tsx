import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { Lead } from '#modules/leads/schemas.ts'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import { useCan } from '#web/app/session.ts'
import { moveLead } from '#web/leads/api.ts'
import { ConvertDialog } from '#web/leads/convert-dialog.tsx'
import { LostDialog } from '#web/leads/lost-dialog.tsx'
import { stagesQuery } from '#web/leads/queries.ts'
import { useChangeLead } from '#web/leads/use-change-lead.ts'
import { cx } from '#web/ui/cx.ts'
import { TimeText } from '#web/ui/date.tsx'
import { toastUndo } from '#web/ui/toast.ts'

/** How far they are: the stages in their order, each a button that moves them there. */
export function StageStepper({ lead }: { lead: Lead }) {
  const stages = useQuery(stagesQuery).data?.data ?? []
  const canWrite = useCan('leads.write')
  const queryClient = useQueryClient()
  const { run, isBusy } = useChangeLead(lead)
  const [asked, setAsked] = useState<LeadStage>()
  const place = stages.findIndex(({ id }) => id === lead.stage_id)
  const current = stages[place]
  const isFixed = !canWrite || lead.status === 'converted' || lead.archived_at !== null

  async function move(stage: LeadStage, back?: LeadStage, disqualified_reason?: string) {
    setAsked(undefined)
    const isDone = await run({ stage_id: stage.id, status: stage.status }, () =>
      moveLead(lead.id, { stage_id: stage.id, ...(disqualified_reason && { disqualified_reason }) }),
    )
    if (isDone && back) toastUndo(`${lead.name} moved to ${stage.name}`, () => void move(back))
    void queryClient.invalidateQueries({ queryKey: ['leads'] })
  }

  function choose(stage: LeadStage) {
    if (stage.id === lead.stage_id) return
    if (stage.status === 'converted' || stage.status === 'disqualified') setAsked(stage)
    else void move(stage, current)
  }

  return (
    <section aria-label="Stage" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <ol className="flex gap-1 max-md:grid max-md:grid-cols-2">
        {stages.map((stage, index) => {
          const isCurrent = stage.id === lead.stage_id
          const isPast = index < place && current?.status !== 'disqualified'
          return (
            <li key={stage.id} className="min-w-0 flex-1">
              <button
                type="button"
                disabled={isFixed}
                aria-disabled={isBusy || undefined}
                aria-current={isCurrent ? 'step' : undefined}
                onClick={() => !isBusy && choose(stage)}
                className={cx(
                  'flex h-8 w-full items-center justify-center gap-1 rounded-md border px-2 text-sm transition-colors pointer-coarse:h-11',
                  isCurrent
                    ? 'border-transparent bg-primary font-medium text-on-primary'
                    : isPast
                      ? 'border-transparent bg-info-bg text-info'
                      : 'border-line text-ink-2',
                  !isFixed && !isCurrent && 'hover:border-line-strong hover:text-ink',
                )}
              >
                {isPast && <Check aria-hidden className="size-3.5 shrink-0" />}
                <span className="truncate">{stage.name}</span>
              </button>
            </li>
          )
        })}
      </ol>
      <p className="pt-2 text-xs text-ink-2">
        In {current?.name ?? 'this stage'} since <TimeText value={lead.stage_changed_at} />
        {lead.disqualified_reason && `: ${lead.disqualified_reason}`}
      </p>
      {asked?.status === 'converted' && (
        <ConvertDialog
          lead={lead}
          stageId={asked.id}
          onConverted={() => setAsked(undefined)}
          onCancel={() => setAsked(undefined)}
        />
      )}
      {asked?.status === 'disqualified' && (
        <LostDialog
          name={lead.name}
          stage={asked.name}
          onCancel={() => setAsked(undefined)}
          onLost={(reason) => void move(asked, current, reason)}
        />
      )}
    </section>
  )
}
