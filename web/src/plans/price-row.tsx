import { CircleStop, Ellipsis, Replace, Undo2, Users } from 'lucide-react'
import { useState } from 'react'
import type { Price } from '#modules/plans/schemas.ts'
import { formatDate, today } from '#web/api/format.ts'
import { MoveDialog } from '#web/plans/move-dialog.tsx'
import { PriceDialog } from '#web/plans/price-dialog.tsx'
import { TierTable } from '#web/plans/tier-table.tsx'
import { useRetirePrice } from '#web/plans/use-action.ts'
import { priceInWords } from '#web/plans/words.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'

type Props = { price: Price; all: Price[]; unit: string | undefined; canChange: boolean }

/** One price in words, when it is sold, and what can be done with it. */
export function PriceRow({ price, all, unit, canChange }: Props) {
  const words = priceInWords(price, unit)
  return (
    <li className="px-4 py-2">
      <div className="flex min-h-9 items-center gap-3">
        <p className="min-w-0 flex-1 wrap-anywhere">
          <span className="font-medium tabular-nums">{words}</span>
          <span className="block text-xs text-ink-2">{[saleWords(price), usedWords(price)].join(' · ')}</span>
        </p>
        {canChange && <PriceMenu price={price} all={all} words={words} />}
      </div>
      {price.tiers && <TierTable tiers={price.tiers} unit={unit ?? 'unit'} />}
    </li>
  )
}

function PriceMenu({ price, all, words }: { price: Price; all: Price[]; words: string }) {
  const [open, setOpen] = useState<'replace' | 'move'>()
  const { retire, restore } = useRetirePrice(price)
  const { available_to_date: last, billing_interval, replaced_by_id } = price
  const others = all.filter(
    (other) => other.id !== price.id && other.billing_interval === billing_interval && isOnSale(other),
  )
  const items: MenuItem[] = [
    ...(replaced_by_id === null
      ? [{ label: 'Replace from a day…', icon: <Replace aria-hidden />, onSelect: () => setOpen('replace') }]
      : []),
    ...(price.is_in_use && others.length > 0
      ? [{ label: 'Move subscribers…', icon: <Users aria-hidden />, onSelect: () => setOpen('move') }]
      : []),
    last === null
      ? { label: 'Take off sale', icon: <CircleStop aria-hidden />, onSelect: () => void retire() }
      : { label: 'Sell again', icon: <Undo2 aria-hidden />, onSelect: () => void restore() },
  ]
  return (
    <>
      <Menu
        label={`Actions for ${words}`}
        trigger={<Ellipsis aria-hidden />}
        className={`${buttonClass('ghost')} pointer-coarse:w-11`}
        items={items}
      />
      {open === 'replace' && <PriceDialog planId={price.plan_id} replaced={price} onClose={() => setOpen(undefined)} />}
      {open === 'move' && <MoveDialog price={price} others={others} onClose={() => setOpen(undefined)} />}
    </>
  )
}

const isOnSale = ({ available_from_date: from, available_to_date: to }: Price) =>
  from <= today() && (to === null || to >= today())

function saleWords({ available_from_date: from, available_to_date: to }: Price): string {
  // Taken off sale on its first day, or before it, a price ends on the day before that.
  if (to !== null && to < from) return 'Off sale'
  if (from > today()) return `Sold from ${formatDate(from)}`
  if (to === null) return `On sale since ${formatDate(from)}`
  return `Sold ${formatDate(from)} to ${formatDate(to)}`
}

const usedWords = ({ is_in_use }: Price) => (is_in_use ? 'in use' : 'used by nobody')
