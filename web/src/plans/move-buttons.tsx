import { useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef } from 'react'
import type { Plan, PlanPage } from '#modules/plans/schemas.ts'
import { movePlan } from '#web/plans/api.ts'
import { planListQuery } from '#web/plans/queries.ts'
import { IconButton } from '#web/ui/button.tsx'
import { toastError } from '#web/ui/toast.ts'

type Props = { plan: Plan; plans: Plan[]; onMoved: (words: string) => void }

/** One place up or down on the price page: seen at once, and put back when it is refused. */
export function MoveButtons({ plan, plans, onMoved }: Props) {
  const queryClient = useQueryClient()
  const box = useRef<HTMLSpanElement>(null)
  const place = plans.findIndex(({ id }) => id === plan.id)

  async function move(step: -1 | 1) {
    const { queryKey } = planListQuery({})
    const known = queryClient.getQueryData<PlanPage>(queryKey)
    const others = plans.filter(({ id }) => id !== plan.id)
    const next = others.toSpliced(place + step, 0, plan)
    if (known) queryClient.setQueryData(queryKey, { ...known, data: next })
    onMoved(`${plan.name} is now ${place + step + 1} of ${plans.length}`)
    keepFocus(step)
    try {
      await movePlan(plan.id, others[place + step]?.id ?? null)
    } catch (error) {
      queryClient.setQueryData(queryKey, known)
      onMoved('')
      toastError(`${plan.name} was not moved`, error)
    }
    void queryClient.invalidateQueries({ queryKey: ['plans'] })
  }

  /** A row that is moved loses the focus; at either end the other button takes it. */
  function keepFocus(step: -1 | 1) {
    requestAnimationFrame(() => {
      const [up, down] = box.current?.querySelectorAll('button') ?? []
      const [own, other] = step < 0 ? [up, down] : [down, up]
      ;(own?.disabled ? other : own)?.focus()
    })
  }

  return (
    <span ref={box} className="relative z-1 inline-flex">
      <IconButton label={`Move ${plan.name} up`} disabled={place <= 0} onClick={() => void move(-1)}>
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton label={`Move ${plan.name} down`} disabled={place === plans.length - 1} onClick={() => void move(1)}>
        <ArrowDown aria-hidden />
      </IconButton>
    </span>
  )
}
