import { type KeyboardEvent, useLayoutEffect, useState } from 'react'
import type { LeadCard } from '#modules/leads/board-schemas.ts'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'

type Carried = { card: LeadCard; place: number }

const linkOf = (id: string) => document.querySelector<HTMLElement>(`[data-stage] a[data-row="${CSS.escape(id)}"]`)

/** Space picks a card up, the arrows carry it, Space puts it down, Escape puts it back; each is spoken. */
export function useCardKeys(
  stages: LeadStage[],
  canMove: (card: LeadCard) => boolean,
  onDrop: (card: LeadCard, stage: LeadStage) => void,
) {
  const [carried, setCarried] = useState<Carried>()
  const [spoken, setSpoken] = useState('')
  const at = (place: number) => `${stages[place]?.name}, column ${place + 1} of ${stages.length}`

  // A card in another column is another element: the focus goes along.
  useLayoutEffect(() => {
    if (carried) linkOf(carried.card.id)?.focus()
  }, [carried])

  function carry(event: KeyboardEvent, { card, place }: Carried) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 0, ArrowDown: 0 }[event.key]
    if (step !== undefined) {
      const next = Math.max(0, Math.min(stages.length - 1, place + step))
      setCarried({ card, place: next })
      setSpoken(at(next))
    } else if (event.key === ' ' || event.key === 'Enter') put(card, stages[place])
    else if (event.key === 'Escape' || event.key === 'Tab') {
      setCarried(undefined)
      setSpoken(`${card.name} stays where it was.`)
      requestAnimationFrame(() => linkOf(card.id)?.focus())
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  function put(card: LeadCard, stage: LeadStage | undefined) {
    setCarried(undefined)
    setSpoken(`${card.name} put down in ${stage?.name}.`)
    if (stage && stage.id !== card.stage_id) onDrop(card, stage)
    requestAnimationFrame(() => linkOf(card.id)?.focus())
  }

  function onKeyDown(event: KeyboardEvent, card: LeadCard) {
    if (carried) return carry(event, carried)
    if (event.key === ' ' && canMove(card)) {
      event.preventDefault()
      const place = stages.findIndex(({ id }) => id === card.stage_id)
      setCarried({ card, place })
      return setSpoken(
        `${card.name} picked up, in ${at(place)}. Left and right to carry, Space to put down, Escape to put back.`,
      )
    }
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') focusBeside(event)
  }

  return { carried, spoken, onKeyDown }
}

/** The card beside this one in the next column that has any. */
function focusBeside(event: KeyboardEvent) {
  const column = event.currentTarget.closest('[data-stage]')
  const columns = [...document.querySelectorAll('section[data-stage]')]
  const row = column ? [...column.querySelectorAll('a[data-row]')].indexOf(event.currentTarget) : 0
  const beside =
    event.key === 'ArrowRight'
      ? columns.slice(columns.indexOf(column!) + 1)
      : columns.slice(0, columns.indexOf(column!)).toReversed()
  const links = beside
    .map((each) => [...each.querySelectorAll<HTMLElement>('a[data-row]')])
    .find(({ length }) => length > 0)
  if (!links) return
  event.preventDefault()
  links[Math.min(row, links.length - 1)]?.focus()
}
