import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Lead } from '#modules/leads/schemas.ts'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { useOrganization } from '#web/app/session.ts'
import { recordConsent } from '#web/lead-forms/api.ts'
import { type Channel, channels, channelWords, suggestedConsent } from '#web/lead-forms/words.ts'
import { Button } from '#web/ui/button.tsx'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = {
  lead: Lead
  /** What they have agreed to so far. */
  given: Channel[]
  /** The one that they take back, or undefined to record any. */
  withdrawn: Channel | undefined
  onClose: () => void
}

/** What somebody said by phone, by mail or on paper about being contacted. Earlier words are kept. */
export function ConsentDialog({ lead, given, withdrawn, onClose }: Props) {
  const { name: seller } = useOrganization()
  const queryClient = useQueryClient()
  const [channel, setChannel] = useState<Channel>(
    withdrawn ?? channels.find((each) => !given.includes(each)) ?? 'email',
  )
  const [isGiven, setGiven] = useState(withdrawn === undefined)
  const [typed, setTyped] = useState<string>()
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<string>()
  const [mistake, setMistake] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const text =
    typed ??
    (isGiven ? suggestedConsent(channel, seller) : `Please stop contacting me: ${channelWords[channel].toLowerCase()}.`)

  async function save(event: FormEvent) {
    event.preventDefault()
    if (text.trim() === '') return setMistake('Write what they agreed to, or what they said.')
    setBusy(true)
    try {
      await recordConsent(lead.id, { channel, is_given: isGiven, text: text.trim(), note: note.trim() || null })
      void queryClient.invalidateQueries({ queryKey: ['leads'] })
      toast({ title: isGiven ? 'Consent recorded' : 'Withdrawal recorded' })
      onClose()
    } catch (error) {
      const of = error instanceof ApiError ? error.fields.find(({ pointer }) => pointer === '/text') : undefined
      setMistake(of?.detail)
      if (!of) setProblem(messageOf(error))
      setBusy(false)
    }
  }

  return (
    <Dialog
      title={withdrawn ? `Withdraw consent to ${channelWords[withdrawn].toLowerCase()}` : 'Record consent'}
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void save(event)}>
        <FormError>{problem}</FormError>
        {!withdrawn && (
          <>
            <Select
              label="Way of contact"
              value={channel}
              onChange={({ target }) => setChannel(channels.find((each) => each === target.value) ?? 'email')}
            >
              {channels.map((each) => (
                <option key={each} value={each}>
                  {channelWords[each]}
                </option>
              ))}
            </Select>
            <ChoiceCards
              legend="They said"
              value={isGiven ? 'yes' : 'no'}
              onChange={(value) => setGiven(value === 'yes')}
              options={[
                { value: 'yes', label: 'Yes, we may' },
                { value: 'no', label: 'No, we may not' },
              ]}
            />
          </>
        )}
        <TextArea
          label={isGiven ? 'What they agreed to' : 'What they said'}
          hint="Word for word as far as you can"
          rows={3}
          maxLength={500}
          error={mistake}
          value={text}
          onChange={({ target }) => setTyped(target.value)}
        />
        <TextField
          label="How you know"
          optional
          hint="Such as: said so on the phone"
          maxLength={200}
          autoComplete="off"
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isBusy} busyLabel="Saving…">
            {withdrawn ? 'Record withdrawal' : 'Record consent'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
