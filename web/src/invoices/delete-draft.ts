import { useQueryClient } from '@tanstack/react-query'
import { newIdempotencyKey } from '#web/api/client.ts'
import { createDraft, deleteDraft } from '#web/invoices/api.ts'
import { toBody, toForm } from '#web/invoices/draft-form.ts'
import { draftQuery } from '#web/invoices/queries.ts'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** Deletes at once; Undo makes the same draft again. Answers whether it is gone. */
export function useDeleteDraft() {
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['drafts', 'list'] })

  return async function remove(id: string): Promise<boolean> {
    try {
      const draft = await queryClient.fetchQuery({ ...draftQuery(id), staleTime: 0 })
      await deleteDraft(id)
      queryClient.removeQueries({ queryKey: ['drafts', 'one', id] })
      void refresh()
      toastUndo(`Draft for ${draft.customer_name} deleted`, () => void restore(draft))
      return true
    } catch (error) {
      toastError('The draft could not be deleted', error)
      return false
    }
  }

  async function restore(draft: Parameters<typeof toForm>[0]) {
    try {
      await createDraft(toBody(toForm(draft)).body, newIdempotencyKey())
      await refresh()
      toast({ title: `Draft for ${draft.customer_name} is back` })
    } catch (error) {
      toastError('The draft could not be brought back', error)
    }
  }
}
