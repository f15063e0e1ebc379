import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { LeadForm } from '#modules/lead-forms/schemas.ts'
import { copyForm, doToForm } from '#web/lead-forms/api.ts'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

const opposite = { open: 'close', close: 'open', archive: 'restore', restore: 'archive' } as const
const done = {
  open: 'is open',
  close: 'is closed: whoever comes by is told so',
  archive: 'archived',
  restore: 'is back in the list',
}

/** What is done to a form from its row or its page, each with its undo. */
export function useFormActions() {
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/app/$slug' })
  const reread = () => queryClient.invalidateQueries({ queryKey: ['lead-forms'] })

  async function run({ id, name }: LeadForm, verb: keyof typeof opposite, isUndo = false) {
    try {
      const form = await doToForm(id, verb)
      if (isUndo) toast({ title: `${name} ${done[verb]}` })
      else toastUndo(`${name} ${done[verb]}`, () => void run(form, opposite[verb], true))
    } catch (error) {
      toastError(`${name} was not changed`, error)
    }
    void reread()
  }
  async function copy({ id, name }: LeadForm) {
    try {
      const made = await copyForm(id)
      void reread()
      toast({ title: `${name} copied` })
      await navigate({ to: '/app/$slug/leads/$', params: { _splat: `forms/${made.id}` } })
    } catch (error) {
      toastError(`${name} was not copied`, error)
    }
  }
  return { run, copy }
}
