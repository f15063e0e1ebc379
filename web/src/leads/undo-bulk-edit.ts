import { useQueryClient } from '@tanstack/react-query'
import type { LeadBulkUndo } from '#modules/leads/bulk-schemas.ts'
import { formatCount } from '#web/api/format.ts'
import { undoBulkEdit } from '#web/leads/api.ts'
import { leadsWord } from '#web/leads/words.ts'
import { toast, toastError } from '#web/ui/toast.ts'

/** Undoes a change of many leads and says how many are as they were, and why others are not. */
export function useUndoBulkEdit() {
  const queryClient = useQueryClient()
  return async (id: string) => {
    try {
      toast(resultOf(await undoBulkEdit(id)))
    } catch (error) {
      toastError('The change was not undone', error)
    }
    await queryClient.invalidateQueries({ queryKey: ['leads'] })
  }
}

function resultOf({ restored_count, moved_on_count, stuck_count }: LeadBulkUndo) {
  const left = [
    moved_on_count > 0 &&
      `${formatCount(moved_on_count)} ${moved_on_count === 1 ? 'was' : 'were'} changed since and ${moved_on_count === 1 ? 'stays' : 'stay'} that way.`,
    stuck_count > 0 &&
      `${formatCount(stuck_count)} could not go back: the stage was archived, or the owner left the team.`,
  ].filter((words) => words !== false)
  return {
    title:
      restored_count === 0
        ? 'No lead could be put back'
        : `${formatCount(restored_count)} ${leadsWord(restored_count)} put back`,
    ...(left.length > 0 && { description: left.join(' ') }),
  }
}
