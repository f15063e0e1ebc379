import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { messageOf } from '#web/api/problem.ts'
import { useCan } from '#web/app/session.ts'
import { changeReplyTime } from '#web/leads/api.ts'
import { leadSettingsQuery } from '#web/leads/queries.ts'
import { SettingsCard } from '#web/leads/settings/settings-card.tsx'
import { useSettingsChange } from '#web/leads/settings/use-settings-change.ts'
import { spanWords } from '#web/leads/words.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { ErrorState } from '#web/ui/state.tsx'

const hint = 'How soon a new lead is to hear from somebody; a clock runs on each until then.'

export function ReplySection() {
  const { data, error, refetch } = useQuery(leadSettingsQuery)
  const canWrite = useCan('lead_settings.write')
  const { save } = useSettingsChange()
  const [typed, setTyped] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  if (!data)
    return error ? (
      <SettingsCard title="Reply time" hint={hint}>
        <ErrorState title="The reply time could not be loaded" error={error} onRetry={() => void refetch()} />
      </SettingsCard>
    ) : null
  const minutes = typed ?? String(data.reply_within_minutes)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!/^\d{1,5}$/.test(minutes.trim()) || Number(minutes) < 1) return setProblem('Type a number of minutes.')
    setBusy(true)
    try {
      await save(changeReplyTime(Number(minutes)), 'Reply time saved')
      setTyped(undefined)
    } catch (error) {
      setProblem(messageOf(error))
    }
    setBusy(false)
  }

  return (
    <SettingsCard title="Reply time" hint={hint}>
      <form
        noValidate
        onSubmit={(event) => void submit(event)}
        className="flex items-start gap-2 border-t border-line px-4 py-3"
      >
        <div className="w-56">
          <TextField
            label="Answer within"
            inputMode="numeric"
            disabled={!canWrite}
            suffix={<span className="px-2 text-sm text-ink-3">minutes</span>}
            hint={/^\d+$/.test(minutes) ? spanWords(Number(minutes)) : undefined}
            error={problem}
            value={minutes}
            onChange={({ target }) => {
              setTyped(target.value)
              setProblem(undefined)
            }}
          />
        </div>
        {canWrite && (
          <Button type="submit" busy={isBusy} busyLabel="Saving…" className="mt-6 h-9! pointer-coarse:h-11!">
            Save
          </Button>
        )}
      </form>
    </SettingsCard>
  )
}
