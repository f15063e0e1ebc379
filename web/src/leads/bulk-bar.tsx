import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Archive, ArchiveRestore, BellRing, Columns3, Globe, Tag, User, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatCount } from '#web/api/format.ts'
import { editLeads } from '#web/leads/api.ts'
import { type BulkKind, BulkDialog } from '#web/leads/bulk-dialog.tsx'
import { stagesQuery } from '#web/leads/queries.ts'
import type { LeadFilter } from '#web/leads/search.ts'
import { useUndoBulkEdit } from '#web/leads/undo-bulk-edit.ts'
import { leadsWord } from '#web/leads/words.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import type { Selection } from '#web/ui/selection.ts'
import { toast } from '#web/ui/toast.ts'
import type { LeadBulkEdit } from '#modules/leads/schemas.ts'

type Props = { selection: Selection; filter: LeadFilter; matching: number | undefined; isArchived: boolean }

const actions: [BulkKind, string, ReactNode][] = [
  ['stage', 'Stage', <Columns3 key="stage" aria-hidden />],
  ['owner', 'Owner', <User key="owner" aria-hidden />],
  ['tags', 'Tags', <Tag key="tags" aria-hidden />],
  ['source', 'Source', <Globe key="source" aria-hidden />],
  ['follow_up', 'Follow-up', <BellRing key="follow_up" aria-hidden />],
]

/** Lies over the end of the list: the same change for all that is chosen, said with its count before it happens. */
export default function BulkBar({ selection, filter, matching, isArchived }: Props) {
  const queryClient = useQueryClient()
  const undo = useUndoBulkEdit()
  const stages = useQuery(stagesQuery).data?.data ?? []
  const [open, setOpen] = useState<BulkKind>()
  const { isAll, ids } = selection
  const count = isAll ? (matching ?? 0) : ids.size
  const chosen = isAll ? { filter: given(filter) } : { ids: [...ids] }

  async function change(changes: LeadBulkEdit['changes'], done: string) {
    const { changed_count, bulk_edit_id } = await editLeads({ ...chosen, changes })
    void queryClient.invalidateQueries({ queryKey: ['leads'] })
    const words = `${formatCount(changed_count)} ${leadsWord(changed_count)} ${done}`
    const same = count - changed_count
    toast({
      title: words,
      ...(same > 0 && { description: `${formatCount(same)} ${same === 1 ? 'was' : 'were'} so already.` }),
      ...(bulk_edit_id && { action: { label: 'Undo', onClick: () => void undo(bulk_edit_id) } }),
    })
    selection.clear()
    setOpen(undefined)
  }

  return (
    <div
      role="region"
      aria-label="What to do with what is chosen"
      className="pointer-events-none sticky bottom-4 z-10 mt-4 flex justify-center max-md:bottom-18 print:hidden"
    >
      <div className="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg border border-line bg-raised px-3 py-2 shadow-pop max-md:w-full">
        <p role="status" className="text-sm font-medium tabular-nums">
          {formatCount(count)} {leadsWord(count)} chosen
        </p>
        {!isAll && matching !== undefined && matching > ids.size && (
          <button type="button" onClick={selection.chooseAll} className={textLinkClass}>
            Choose all {formatCount(matching)}
          </button>
        )}
        <div className="flex flex-wrap items-center gap-1.5 max-md:order-last max-md:w-full">
          {!isArchived &&
            actions.map(([kind, label, icon]) => (
              <Button key={kind} size="sm" onClick={() => setOpen(kind)}>
                {icon}
                {label}
              </Button>
            ))}
          <Button size="sm" onClick={() => setOpen(isArchived ? 'restore' : 'archive')}>
            {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
            {isArchived ? 'Restore' : 'Archive'}
          </Button>
        </div>
        <IconButton label="Choose nothing" className="max-md:ml-auto" onClick={selection.clear}>
          <X aria-hidden />
        </IconButton>
      </div>
      {open && (
        <div className="pointer-events-auto">
          <BulkDialog kind={open} count={count} stages={stages} onChange={change} onClose={() => setOpen(undefined)} />
        </div>
      )}
    </div>
  )
}

/** The parts of a filter that say something: an empty one means everything. */
const given = (filter: LeadFilter) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
