import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { LeadCard } from '#modules/leads/board-schemas.ts'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import { moveLead } from '#web/leads/api.ts'
import { toastError, toastUndo } from '#web/ui/toast.ts'

/** A card where it was put, and where it was when the server last said. */
export type Pending = { card: LeadCard; from: string; turn: number }

/** Moves are seen at once. One that is refused goes back and says why; one that is done can be undone. */
export function useMoves() {
  const queryClient = useQueryClient()
  const [pending, setPending] = useState<ReadonlyMap<string, Pending>>(new Map())
  const turns = useRef(0)
  /** The last call about each card: of two moves of one card the later must arrive last. */
  const calls = useRef(new Map<string, Promise<unknown>>())

  async function move(card: LeadCard, stage: LeadStage, back?: LeadStage, disqualified_reason?: string) {
    const turn = ++turns.current
    const { id, name } = card
    const moved = { ...card, stage_id: stage.id, status: stage.status, stage_changed_at: new Date().toISOString() }
    setPending((all) => new Map(all).set(id, { card: moved, from: all.get(id)?.from ?? card.stage_id, turn }))
    const before = calls.current.get(id) ?? Promise.resolve()
    const call = before
      .catch(() => undefined)
      .then(() => moveLead(id, { stage_id: stage.id, ...(disqualified_reason && { disqualified_reason }) }))
    calls.current.set(id, call)
    try {
      await call
      if (back) toastUndo(`${name} moved to ${stage.name}`, () => void move(moved, back))
      await queryClient.invalidateQueries({ queryKey: ['leads'] })
    } catch (error) {
      toastError(`${name} was not moved`, error)
    }
    setPending((all) => {
      if (all.get(id)?.turn !== turn) return all
      const next = new Map(all)
      next.delete(id)
      return next
    })
  }

  return { pending, move }
}
