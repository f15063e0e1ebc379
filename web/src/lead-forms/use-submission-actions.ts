import { useQueryClient } from '@tanstack/react-query'
import type { LeadSubmission } from '#modules/lead-forms/submission-schemas.ts'
import { doToSubmission, type SubmissionVerb } from '#web/lead-forms/api.ts'
import { submissionQuery } from '#web/lead-forms/queries.ts'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

const done: Record<SubmissionVerb, string> = {
  release: 'No spam: it became a lead',
  'mark-spam': 'Marked as spam',
  retry: 'Trying again',
}
const opposite = { release: 'mark-spam', 'mark-spam': 'release' } as const

/** What is done to a submission, with its undo. */
export function useSubmissionActions() {
  const queryClient = useQueryClient()
  return async function run(id: LeadSubmission['id'], verb: SubmissionVerb, isUndo = false) {
    try {
      queryClient.setQueryData(submissionQuery(id).queryKey, await doToSubmission(id, verb))
      if (isUndo || verb === 'retry') toast({ title: done[verb] })
      else toastUndo(done[verb], () => void run(id, opposite[verb], true))
    } catch (error) {
      toastError('That was not done', error)
    }
    for (const noun of ['lead-submissions', 'lead-forms', 'leads'])
      void queryClient.invalidateQueries({ queryKey: [noun] })
  }
}
