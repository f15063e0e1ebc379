import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { get } from '#web/api/client.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { CompareTable } from '#web/leads/compare-table.tsx'
import { DuplicateReasons } from '#web/leads/duplicate-reasons.tsx'
import { comparedLeadQuery, duplicatesOfQuery, mergeLeads, unmergeLeads } from '#web/leads/duplicate-queries.ts'
import { type Choices, comparedFields, mergeOf, startingChoices, survivorOf } from '#web/leads/merge-fields.ts'
import { MergePreview } from '#web/leads/merge-preview.tsx'
import { fieldsQuery } from '#web/leads/queries.ts'
import { useDismiss, useRefreshLeads } from '#web/leads/use-duplicates.ts'
import { membersQuery } from '#web/organizations/queries.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { Notice } from '#web/ui/notice.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'
import { toastError, toastUndo } from '#web/ui/toast.ts'

/** Two leads side by side: what differs, whose value stays, and what comes of it. */
export function ComparePage({ ids }: { ids: readonly [string, string] }) {
  const one = useQuery(comparedLeadQuery(ids[0]))
  const other = useQuery(comparedLeadQuery(ids[1]))
  const back = (className: string) => (
    <Link
      from="/app/$slug"
      to="/app/$slug/leads/duplicates/$"
      params={{ _splat: '' }}
      search={{}}
      className={className}
    >
      Duplicates
    </Link>
  )
  const error = one.error ?? other.error
  if (error)
    return (
      <PageError title="The leads could not be loaded" error={error} onRetry={() => void one.refetch()}>
        {back(buttonClass())}
      </PageError>
    )
  if (!one.data || !other.data) return <Skeleton className="mt-2 h-96 w-full max-w-5xl" />
  return (
    <>
      <PageHeader title="Same person?" section="Leads" back={back(backClass)} />
      <Compare one={one.data} other={other.data} />
    </>
  )
}

function Compare({ one, other }: { one: Lead; other: Lead }) {
  const survivor = survivorOf(one, other)
  const goes = survivor === one ? other : one
  const [choices, setChoices] = useState<Choices>(() => startingChoices(survivor, goes))
  const [isBusy, setIsBusy] = useState(false)
  const canMerge = useCan('leads.merge')
  const navigate = useNavigate()
  const refresh = useRefreshLeads()
  const dismiss = useDismiss()
  const names = useNames()
  const { data: own } = useQuery(fieldsQuery)
  const labels = comparedFields(own?.data ?? [])
  const { data: pairs } = useQuery(duplicatesOfQuery(one.id))
  const pair = pairs?.data.find(({ lead, other_lead }) => lead.id === other.id || other_lead.id === other.id)
  const toList = () =>
    navigate({ from: '/app/$slug', to: '/app/$slug/leads/duplicates/$', params: { _splat: '' }, search: {} })

  async function setAside(id: string) {
    if (await dismiss(id)) await toList()
  }

  async function merge() {
    setIsBusy(true)
    try {
      await mergeLeads(survivor.id, mergeOf(goes, choices))
    } catch (error) {
      setIsBusy(false)
      toastError('The leads were not merged', error)
      return
    }
    void refresh()
    toastUndo('Merged into one lead', () => {
      unmergeLeads(survivor.id).then(refresh, (error: unknown) => toastError('The merge was not undone', error))
    })
    await toList()
  }

  const merged = [one, other].find((lead) => lead.merged_into_id !== null)
  if (merged) return <Parted merged={merged} />
  const isTwoCustomers = one.status === 'converted' && other.status === 'converted'
  return (
    <div className="grid max-w-5xl gap-5">
      {pair && (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-sm font-semibold tabular-nums">{pair.score} %</span>
          <DuplicateReasons reasons={pair.reasons} />
        </div>
      )}
      <CompareTable
        survivor={survivor}
        other={goes}
        choices={choices}
        labels={labels}
        names={names}
        onChoose={setChoices}
      />
      <MergePreview survivor={survivor} other={goes} choices={choices} labels={labels} names={names} />
      {canMerge && (
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            busy={isBusy}
            busyLabel="Merging…"
            disabled={isTwoCustomers}
            onClick={() => void merge()}
          >
            Merge into one lead
          </Button>
          {pair && <Button onClick={() => void setAside(pair.id)}>Not a duplicate</Button>}
          {isTwoCustomers && (
            <p className="self-center text-sm text-ink-2">
              Both are customers already, so neither can go into the other.
            </p>
          )}
        </div>
      )}
    </div>
  )
}

/** They are one already: a way to part them. */
function Parted({ merged }: { merged: Lead }) {
  const refresh = useRefreshLeads()
  const canMerge = useCan('leads.merge')
  const undo = () =>
    unmergeLeads(merged.id).then(refresh, (error: unknown) => toastError('The merge was not undone', error))
  return (
    <div className="max-w-3xl">
      <Notice
        title={`“${merged.name}” was merged into another lead`}
        actions={canMerge && <Button onClick={() => void undo()}>Undo the merge</Button>}
      >
        Both keep their history. Undoing brings both back as they were.
      </Notice>
    </div>
  )
}

/** The names of stages and members, by their ids. */
function useNames(): ReadonlyMap<string, string> {
  const { id } = useOrganization()
  const canSeeMembers = useCan('members.read')
  const { data: stages } = useQuery({
    queryKey: ['leads', 'stages'],
    queryFn: ({ signal }) => get<{ data: LeadStage[] }>('/lead-stages', { signal }),
  })
  const { data: members } = useQuery({ ...membersQuery(id), enabled: canSeeMembers })
  return new Map([
    ...(stages?.data.map((stage) => [stage.id, stage.name] as const) ?? []),
    ...(members?.data.map((member) => [member.id, member.name] as const) ?? []),
  ])
}
