import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { SlidersHorizontal, X } from 'lucide-react'
import { useState } from 'react'
import { formatDate } from '#web/api/format.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { FilterDialog } from '#web/invoices/filter-dialog.tsx'
import type { InvoiceSearch } from '#web/invoices/search.ts'
import { Button } from '#web/ui/button.tsx'

/** The filters that need more than a word: a dialog to set them, a chip each to see and drop them. */
export function FilterButton({ search }: { search: InvoiceSearch }) {
  const [isOpen, setOpen] = useState(false)
  const { customer_id, sent, from, to, due_from, due_to } = shown(search)
  const set = [customer_id, sent, from ?? to, due_from ?? due_to].filter(Boolean).length
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog">
        <SlidersHorizontal aria-hidden />
        Filter
        {set > 0 && <span className="rounded-full bg-info-bg px-1.5 text-xs text-info tabular-nums">{set}</span>}
      </Button>
      {isOpen && <FilterDialog search={search} onClose={() => setOpen(false)} />}
    </>
  )
}

export function FilterChips({ search }: { search: InvoiceSearch }) {
  const navigate = useNavigate({ from: '/app/$slug/invoices/' })
  const { customer_id, sent, from, to, due_from, due_to } = shown(search)
  const customer = useQuery({ ...customerQuery(customer_id ?? ''), enabled: customer_id !== undefined })
  const drop = (...keys: (keyof InvoiceSearch)[]) =>
    navigate({
      search: (before) => ({
        ...before,
        ...Object.fromEntries(keys.map((key) => [key, undefined])),
        cursor: undefined,
      }),
      replace: true,
    })

  return (
    <>
      {customer_id && (
        <Chip label={`Customer: ${customer.data?.name ?? '…'}`} onDrop={() => void drop('customer_id')} />
      )}
      {sent && <Chip label={sent === 'no' ? 'Not sent' : 'Sent'} onDrop={() => void drop('sent')} />}
      {(from ?? to) && <Chip label={rangeLabel('Issued', from, to)} onDrop={() => void drop('from', 'to')} />}
      {(due_from ?? due_to) && (
        <Chip label={rangeLabel('Due', due_from, due_to)} onDrop={() => void drop('due_from', 'due_to')} />
      )}
    </>
  )
}

function Chip({ label, onDrop }: { label: string; onDrop: () => void }) {
  return (
    <span className="inline-flex h-7 max-w-full items-center rounded-full border border-line bg-surface pl-3 text-sm pointer-coarse:h-11">
      <span className="truncate">{label}</span>
      <button
        type="button"
        aria-label={`Remove filter ${label}`}
        title="Remove filter"
        onClick={onDrop}
        className="grid size-7 shrink-0 place-items-center rounded-full text-ink-3 hover:text-ink pointer-coarse:size-11 print:hidden"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  )
}

/** A draft has a customer and no days yet: those filters wait until the tab is left. */
const shown = (search: InvoiceSearch): InvoiceSearch =>
  search.status === 'draft' ? { customer_id: search.customer_id } : search

function rangeLabel(word: string, from: string | undefined, to: string | undefined): string {
  if (from && to) return `${word} ${formatDate(from)} – ${formatDate(to)}`
  return from ? `${word} from ${formatDate(from)}` : `${word} until ${formatDate(to ?? '')}`
}
