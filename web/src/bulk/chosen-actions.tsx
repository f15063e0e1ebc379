import { useQuery } from '@tanstack/react-query'
import { CheckCheck, FileArchive, Mail, Stamp, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { BatchAction } from '#modules/invoice-batches/schemas.ts'
import { formatCount } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { BatchDialog } from '#web/bulk/batch-dialog.tsx'
import type { ChosenProps } from '#web/bulk/chosen-bar.tsx'
import { draftCountQuery } from '#web/bulk/queries.ts'
import { useArchive } from '#web/bulk/use-archive.ts'
import { counted } from '#web/bulk/words.ts'
import { invoiceTotalsQuery } from '#web/invoices/queries.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

/** Lies over the end of the list, so that no row moves when one is chosen. */
export default function ChosenActions({ kind, selection, filter }: ChosenProps) {
  const [open, setOpen] = useState<BatchAction>()
  const archive = useArchive(selection.clear)
  const total = useTotal(kind, filter)
  const { isAll, ids } = selection
  const choice = isAll ? { filter } : { ids: [...ids] }
  const count = isAll ? (total ?? 0) : ids.size
  const noun = kind === 'drafts' ? 'draft' : 'invoice'
  const canIssue = useCan('invoices.issue') && kind === 'drafts'
  const canSend = useCan('invoices.send') && kind === 'invoices'
  const canDownload = useCan('invoices.download') && kind === 'invoices'
  return (
    <div
      role="region"
      aria-label="What to do with what is chosen"
      className="pointer-events-none sticky bottom-4 z-10 mt-4 flex justify-center max-md:bottom-18 print:hidden"
    >
      <div className="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg border border-line bg-raised px-3 py-2 shadow-pop max-md:w-full">
        <p role="status" className="text-sm font-medium tabular-nums">
          {isAll && total === undefined ? 'All chosen' : `${counted(count, noun)} chosen`}
        </p>
        {!isAll && total !== undefined && total > ids.size && (
          <button type="button" onClick={selection.chooseAll} className={textLinkClass}>
            Choose all {formatCount(total)}
          </button>
        )}
        <div className="flex flex-wrap items-center gap-1.5 max-md:order-last max-md:w-full">
          {canIssue && (
            <Action icon={<Stamp aria-hidden />} onClick={() => setOpen('issue')} isPrimary>
              Issue
            </Action>
          )}
          {canSend && (
            <Action icon={<Mail aria-hidden />} onClick={() => setOpen('send')} isPrimary>
              Send
            </Action>
          )}
          {canSend && (
            <Action icon={<CheckCheck aria-hidden />} onClick={() => setOpen('mark_sent')}>
              Mark sent
            </Action>
          )}
          {canDownload && (
            <Action icon={<FileArchive aria-hidden />} busy={archive.isBusy} onClick={() => void archive.ask(choice)}>
              <span className="max-md:hidden">Download zip</span>
              <span className="md:hidden">Zip</span>
            </Action>
          )}
        </div>
        <IconButton label="Choose nothing" className="max-md:ml-auto" onClick={selection.clear}>
          <X aria-hidden />
        </IconButton>
      </div>
      {open && (
        <div className="pointer-events-auto">
          <BatchDialog
            action={open}
            choice={choice}
            noun={noun}
            onStarted={selection.clear}
            onClose={() => setOpen(undefined)}
          />
        </div>
      )}
    </div>
  )
}

function Action(props: {
  icon: ReactNode
  isPrimary?: boolean
  busy?: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <Button
      variant={props.isPrimary ? 'primary' : 'secondary'}
      busy={props.busy}
      onClick={props.onClick}
      className="max-md:flex-1 max-md:px-2"
    >
      {props.icon}
      {props.children}
    </Button>
  )
}

/** How many the filter shows; drafts are counted when the first is chosen. */
function useTotal(kind: ChosenProps['kind'], filter: ChosenProps['filter']): number | undefined {
  const invoices = useQuery({ ...invoiceTotalsQuery(filter), enabled: kind === 'invoices' })
  const drafts = useQuery({ ...draftCountQuery(filter), enabled: kind === 'drafts' })
  return kind === 'invoices' ? invoices.data?.count : drafts.data?.item_count
}
