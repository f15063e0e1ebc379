import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Lead, LeadChanges } from '#modules/leads/schemas.ts'
import { isStatus } from '#web/api/problem.ts'
import { archiveLead, assignLead, changeLead, restoreLead } from '#web/leads/api.ts'
import { leadQuery } from '#web/leads/queries.ts'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** The last call about each lead: the next one waits for it, and begins from its version. */
const calls = new Map<string, Promise<unknown>>()

/** Changes of one lead from its page: seen at once, put back when refused. */
export function useChangeLead(lead: Lead) {
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const { queryKey } = leadQuery(lead.id)

  async function run(shown: Partial<Lead>, call: (now: Lead) => Promise<Lead>): Promise<boolean> {
    setBusy(true)
    const before = queryClient.getQueryData(queryKey) ?? lead
    const put = () => queryClient.setQueryData(queryKey, (now = lead) => ({ ...now, ...shown }))
    put()
    const turn = (calls.get(lead.id) ?? Promise.resolve()).then(async () => {
      put()
      try {
        return await call(queryClient.getQueryData(queryKey) ?? lead)
      } catch (error) {
        if (!isStatus(error, 412)) throw error
        // Another change was first. This one touches its own field alone, so it holds over that as well.
        return call(await queryClient.fetchQuery({ ...leadQuery(lead.id), staleTime: 0 }))
      }
    })
    calls.set(
      lead.id,
      turn.catch(() => undefined),
    )
    try {
      queryClient.setQueryData(queryKey, await turn)
      void queryClient.invalidateQueries({ queryKey: ['leads'] })
      void queryClient.invalidateQueries({ queryKey: ['events'] })
      return true
    } catch (error) {
      queryClient.setQueryData(queryKey, before)
      void queryClient.invalidateQueries({ queryKey })
      toastError(`${lead.name} was not changed`, error)
      return false
    } finally {
      setBusy(false)
    }
  }

  async function save(changes: LeadChanges, shown: Partial<Lead>) {
    return run(shown, async ({ version }) => {
      const { warnings, ...saved } = await changeLead(lead.id, version, changes)
      if (warnings[0]) toast({ title: 'Saved', description: warnings[0].detail })
      return saved
    })
  }

  const assign = (owner_user_id: string | null) => run({ owner_user_id }, () => assignLead(lead.id, owner_user_id))
  const restore = async () => {
    if (await run({}, () => restoreLead(lead.id))) toast({ title: `${lead.name} is back in the lists` })
  }
  const archive = async () => {
    if (await run({}, () => archiveLead(lead.id))) toastUndo(`${lead.name} archived`, () => void restore())
  }
  return { isBusy, run, save, assign, archive, restore }
}
