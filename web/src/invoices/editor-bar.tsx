import { Link, useNavigate } from '@tanstack/react-router'
import { RefreshCw, Check, CircleAlert, SquareSplitHorizontal, Trash2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import type { Draft } from '#modules/invoices/schemas.ts'
import { formatTime } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { useDeleteDraft } from '#web/invoices/delete-draft.ts'
import type { DraftForm } from '#web/invoices/draft-form.ts'
import { IssueDialog } from '#web/invoices/issue-dialog.tsx'
import { focusMissing } from '#web/invoices/missing-list.tsx'
import type { Preview } from '#web/invoices/use-preview.ts'
import type { SaveState, Saving } from '#web/invoices/use-saving.ts'
import { Button, buttonClass, IconButton } from '#web/ui/button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { backClass } from '#web/ui/link-class.ts'

const AgreeDialog = lazy(() => import('#web/agreements/agree-dialog.tsx'))

type Props = { saving: Saving; preview: Preview; customerName: string | undefined }

/** What can be done with the draft, and whether it is safe. Ctrl+S saves, Ctrl+Enter issues. */
export function EditorBar({ saving, preview, customerName }: Props) {
  const form = useFormContext<DraftForm>()
  const canIssue = useCan('invoices.issue')
  const [issuing, setIssuing] = useState<Draft>()
  const [agreeing, setAgreeing] = useState<Draft>()
  const { state, draft } = saving
  const missing = preview.computed?.missing ?? []
  const isReady = preview.computed !== undefined && missing.length === 0

  async function save() {
    const saved = await saving.save()
    if (!saved) explainUnsaved()
    return saved
  }

  async function issue() {
    if (issuing) return
    if (!isReady && missing[0]) return focusMissing(form, missing[0], preview.rows)
    const saved = await save()
    if (saved) setIssuing(saved)
  }

  async function agree() {
    const saved = await save()
    if (saved) setAgreeing(saved)
  }

  function explainUnsaved() {
    if (form.getValues('customer_id')) return
    form.setError('customer_id', { message: 'Choose whom this invoice is for.' })
    document.querySelector<HTMLElement>('[data-customer] input')?.focus()
  }

  const act = useRef({ save, issue })
  useEffect(() => {
    act.current = { save, issue }
  })
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || document.querySelector('[role=dialog],[role=alertdialog]')) return
      const run =
        event.key === 's' ? act.current.save : event.key === 'Enter' && canIssue ? act.current.issue : undefined
      if (!run) return
      event.preventDefault()
      void run()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [canIssue])

  return (
    <div className="top-0 z-10 -mx-1 bg-canvas px-1 md:sticky md:-mt-2 md:pt-2">
      <PageHeader
        title={draft.current ? 'Draft invoice' : 'New invoice'}
        section="Invoices"
        sub={<SavedAs state={state} />}
        back={
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices"
            search={draft.current ? { status: 'draft' } : {}}
            className={backClass}
          >
            {draft.current ? 'Drafts' : 'Invoices'}
          </Link>
        }
      >
        {draft.current && canIssue && (
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/recurring/$"
            params={{ _splat: 'new' }}
            search={{ from: `draft:${draft.current.id}` }}
            title="Make recurring"
            className={buttonClass('ghost')}
          >
            <RefreshCw aria-hidden />
            <span className="sr-only">Make recurring</span>
          </Link>
        )}
        {draft.current?.subscription_ids.length === 0 && (
          <IconButton label="Bill in parts" onClick={() => void agree()}>
            <SquareSplitHorizontal aria-hidden />
          </IconButton>
        )}
        {draft.current && <DeleteButton draft={draft.current} />}
        <Button onClick={() => void save()} title="Ctrl+S" variant={canIssue ? 'secondary' : 'primary'}>
          Save draft
        </Button>
        {canIssue && (
          <Button
            variant="primary"
            title={isReady ? 'Ctrl+Enter' : 'Something is still missing'}
            disabled={!isReady || state.kind === 'conflict'}
            aria-describedby="missing"
            onClick={() => void issue()}
          >
            Issue invoice
          </Button>
        )}
      </PageHeader>
      <Suspense>{agreeing && <AgreeDialog draft={agreeing} onClose={() => setAgreeing(undefined)} />}</Suspense>
      {issuing && (
        <IssueDialog
          draft={issuing}
          customerName={customerName ?? issuing.customer_name}
          onClose={() => setIssuing(undefined)}
        />
      )}
    </div>
  )
}

function DeleteButton({ draft }: { draft: Draft }) {
  const navigate = useNavigate()
  const deleteDraft = useDeleteDraft()
  async function remove() {
    deleteDraft(draft)
    await navigate({
      from: '/app/$slug',
      to: '/app/$slug/invoices',
      search: { status: 'draft' },
      replace: true,
      ignoreBlocker: true,
    })
  }
  return (
    <IconButton label="Delete draft" onClick={() => void remove()}>
      <Trash2 aria-hidden />
    </IconButton>
  )
}

function SavedAs({ state }: { state: SaveState }) {
  const isBad = ['failed', 'conflict', 'unreadable', 'no_customer'].includes(state.kind)
  return (
    <span role="status" className={`inline-flex items-center gap-1 ${isBad ? 'font-medium text-bad' : ''}`}>
      {state.kind === 'saved' && <Check aria-hidden className="size-3.5 text-ok" />}
      {isBad && <CircleAlert aria-hidden className="size-3.5" />}
      {words(state)}
    </span>
  )
}

function words(state: SaveState): string {
  switch (state.kind) {
    case 'new':
      return 'Not saved yet'
    case 'unsaved':
    case 'saving':
      return 'Saving…'
    case 'saved':
      return `Saved ${formatTime(state.at)}`
    case 'unreadable':
      return 'Not saved: one of the numbers cannot be read'
    case 'no_customer':
      return 'Not saved: choose a customer first'
    case 'failed':
      return `Not saved: ${state.reason}`
    case 'conflict':
      return 'Not saved: someone else changed it'
    default:
      return state satisfies never
  }
}
