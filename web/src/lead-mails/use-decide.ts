import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { LeadMail } from '#modules/lead-mails/schemas.ts'
import { discardMail, fileMail, makeLead, restoreMail } from '#web/lead-mails/queries.ts'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** What one does with a mail that waits; the list is read again, also where somebody else was quicker. */
export function useDecide() {
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/app/$slug' })
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['leads'] })
  const toasted = (title: string, { lead_ids }: LeadMail) =>
    toast({
      title,
      action: {
        label: 'Open',
        onClick: () => void navigate({ to: '/app/$slug/leads/$', params: { _splat: lead_ids[0]! } }),
      },
    })

  async function decide(call: Promise<LeadMail>, failed: string, done: (mail: LeadMail) => void) {
    try {
      done(await call)
    } catch (error) {
      toastError(failed, error)
    }
    await refresh()
  }
  return {
    make: (mail: LeadMail, name: string) =>
      decide(makeLead(mail.id, {}), 'No lead was made', (made) => toasted(`${name} is a lead`, made)),
    makeNamed: async (mail: LeadMail, name: string) => {
      toasted(`${name} is a lead`, await makeLead(mail.id, { name }))
      await refresh()
    },
    file: async (mail: LeadMail, lead: { id: string; name: string }) => {
      toasted(`Filed with ${lead.name}`, await fileMail(mail.id, lead.id))
      await refresh()
    },
    discard: (mail: LeadMail) =>
      decide(discardMail(mail.id), 'The mail was not discarded', () =>
        toastUndo('Mail discarded', () => void decide(restoreMail(mail.id), 'The mail was not brought back', () => {})),
      ),
    restore: (mail: LeadMail) =>
      decide(restoreMail(mail.id), 'The mail was not brought back', () => toast({ title: 'The mail waits again' })),
  }
}
