import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import type { Customer } from '#modules/customers/schemas.ts'
import type { Draft } from '#modules/invoices/schemas.ts'
import { formatDate, formatTime } from '#web/api/format.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { DraftDetails } from '#web/invoices/draft-details.tsx'
import { blankForm, type DraftForm, toForm } from '#web/invoices/draft-form.ts'
import { DraftNotes } from '#web/invoices/draft-notes.tsx'
import { EditorBar } from '#web/invoices/editor-bar.tsx'
import { LineEditor } from '#web/invoices/line-editor.tsx'
import { MissingList } from '#web/invoices/missing-list.tsx'
import { PreviewPaper } from '#web/invoices/preview-paper.tsx'
import { usePreview } from '#web/invoices/use-preview.ts'
import { useSaving } from '#web/invoices/use-saving.ts'
import type { Option } from '#web/ui/combobox.tsx'
import { ConflictNotice } from '#web/ui/conflict.tsx'
import { LeaveGuard } from '#web/ui/form.tsx'

type Props = { opened: Draft | undefined; customer: Customer | undefined; onCreated: (draft: Draft) => void }

/** The form on the left, the paper it makes on the right. */
export function DraftEditor({ opened, customer, onCreated }: Props) {
  const form = useForm<DraftForm>({
    mode: 'onTouched',
    defaultValues: opened ? toForm(opened) : blankForm(customer?.id),
  })
  const [chosen, setChosen] = useState<Option | null>(optionOf(opened, customer))
  const buyer = useQuery({ ...customerQuery(chosen?.value ?? ''), enabled: chosen !== null })
  const preview = usePreview(form, opened?.issues_on_date ? opened.id : undefined)
  const saving = useSaving({ form, opened, onCreated })
  const { state } = saving

  function choose(option: Option | null) {
    setChosen(option)
    form.setValue('customer_id', option?.value ?? '', { shouldDirty: true })
    form.clearErrors('customer_id')
  }

  function loadTheirs(theirs: Draft) {
    setChosen(optionOf(theirs))
    saving.loadTheirs(theirs)
  }

  return (
    <FormProvider {...form}>
      <EditorBar saving={saving} preview={preview} customerName={chosen?.label} />
      {state.kind === 'conflict' && (
        <div className="pb-4">
          <ConflictNotice
            title={`${state.by ?? 'Someone else'} changed this draft at ${formatTime(state.theirs.updated_at)}`}
            busy={false}
            onLoadTheirs={() => loadTheirs(state.theirs)}
            onKeepMine={() => void saving.keepMine(state.theirs)}
          >
            {saving.isAtRisk ? undefined : 'You see it as it was before, and have typed nothing since.'}
          </ConflictNotice>
        </div>
      )}
      {opened?.issues_on_date && <RunNotice issuesOn={opened.issues_on_date} />}
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_30rem]">
        <form noValidate aria-label="Invoice" className="min-w-0" onSubmit={(event) => event.preventDefault()}>
          <DraftDetails
            customer={chosen}
            onCustomer={choose}
            terms={buyer.data?.payment_terms_days}
            preview={preview}
          />
          <LineEditor preview={preview} />
          <DraftNotes />
        </form>
        <div className="min-w-0 xl:sticky xl:top-20 xl:-mx-4 xl:max-h-[calc(100dvh-5rem)] xl:self-start xl:overflow-y-auto xl:px-4 xl:pb-6">
          <MissingList preview={preview} />
          <PreviewPaper preview={preview} buyer={chosen && buyer.data} buyerName={chosen?.label} />
        </div>
      </div>
      <LeaveGuard when={saving.isAtRisk} />
    </FormProvider>
  )
}

/** Nobody has to come back to it, and deleting it is more than putting it away. */
function RunNotice({ issuesOn }: { issuesOn: string }) {
  return (
    <p className="mb-4 rounded-md bg-info-bg px-3 py-2 text-sm text-info">
      A renewal run made this draft. It is issued by itself on {formatDate(issuesOn)}, as it stands then. Delete it, and
      the period it bills is not billed at all; one-off charges on it wait for the next invoice.
    </p>
  )
}

function optionOf(draft: Draft | undefined, customer?: Customer): Option | null {
  if (draft) return { value: draft.customer_id, label: draft.customer_name }
  return customer ? { value: customer.id, label: customer.name } : null
}
