import { type FormEvent, useState } from 'react'
import type { LeadMail } from '#modules/lead-mails/schemas.ts'
import type { LeadPage } from '#modules/leads/schemas.ts'
import { get } from '#web/api/client.ts'
import { messageOf } from '#web/api/problem.ts'
import { useDecide } from '#web/lead-mails/use-decide.ts'
import { Button } from '#web/ui/button.tsx'
import { Combobox, type Option } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form.tsx'

async function searchLeads(text: string, signal: AbortSignal): Promise<Option[]> {
  const { data } = await get<LeadPage>('/leads', { query: { q: text || undefined, limit: 20 }, signal })
  return data.map(({ id, name, company, email }) => ({
    value: id,
    label: name,
    hint: [company, email].filter(Boolean).join(', '),
  }))
}

/** In whose timeline a mail belongs. */
export function ChooseLeadDialog({ mail, onClose }: { mail: LeadMail; onClose: () => void }) {
  const { file } = useDecide()
  const [lead, setLead] = useState<Option | null>(null)
  const [problem, setProblem] = useState<string>()
  const [refusal, setRefusal] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!lead) return setProblem('Choose a lead.')
    setBusy(true)
    try {
      await file(mail, { id: lead.value, name: lead.label })
      onClose()
    } catch (error) {
      setRefusal(messageOf(error))
      setBusy(false)
    }
  }

  return (
    <Dialog title="Choose a lead" onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <FormError>{refusal}</FormError>
        <Combobox
          label="Lead"
          placeholder="Name, company, e-mail or phone"
          hint="The mail is put into the timeline of this lead."
          autoFocus
          value={lead}
          error={problem}
          onChange={(chosen) => {
            setLead(chosen)
            setProblem(undefined)
          }}
          searchKey={['leads', 'search']}
          search={searchLeads}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isBusy} busyLabel="Filing…">
            File mail
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
