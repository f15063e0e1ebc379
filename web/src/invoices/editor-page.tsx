import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Draft } from '#modules/invoices/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { keepDraft } from '#web/invoices/delete-draft.ts'
import { DraftEditor } from '#web/invoices/draft-editor.tsx'
import { draftQuery } from '#web/invoices/queries.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Empty, PageError, Skeleton } from '#web/ui/state.tsx'

/** /invoices/new and /invoices/drafts/{id}: the first save moves from one to the other under the same editor. */
export function EditorPage() {
  const { id } = useParams({ strict: false })
  const { customer_id } = useSearch({ strict: false })
  const navigate = useNavigate()
  const canWrite = useCan('invoices.write')
  const [session, setSession] = useState({ number: 0, address: id, draftId: id })

  // A new address starts a new editor, unless it is the one that this editor's first save was given.
  if (session.address !== id)
    setSession((now) => ({ number: now.draftId === id ? now.number : now.number + 1, address: id, draftId: id }))

  async function adopt(draft: Draft) {
    setSession((now) => ({ ...now, draftId: draft.id }))
    await navigate({
      from: '/app/$slug',
      to: '/app/$slug/invoices/drafts/$id',
      params: { id: draft.id },
      replace: true,
      ignoreBlocker: true,
      resetScroll: false,
    })
  }

  if (!canWrite)
    return <Empty title="You may look at invoices, not write them">Ask an owner or admin to let you.</Empty>
  const props = { onCreated: (draft: Draft) => void adopt(draft) }
  return <Opened key={session.number} id={id} customerId={customer_id} {...props} />
}

type OpenedProps = { id: string | undefined; customerId: string | undefined; onCreated: (draft: Draft) => void }

/** Loads what the editor starts from; afterwards the editor's own text is what counts. */
function Opened({ id, customerId, onCreated }: OpenedProps) {
  const [startId] = useState(id)
  const draft = useQuery({ ...draftQuery(startId ?? ''), enabled: startId !== undefined, refetchOnWindowFocus: false })
  useEffect(() => {
    if (startId) keepDraft(startId)
  }, [startId])
  const customer = useQuery({
    ...customerQuery(customerId ?? ''),
    enabled: startId === undefined && customerId !== undefined,
  })

  if (startId !== undefined && draft.error && !draft.data)
    return (
      <PageError title="The draft could not be loaded" error={draft.error} onRetry={() => void draft.refetch()}>
        <Link from="/app/$slug" to="/app/$slug/invoices" search={{ status: 'draft' }} className={buttonClass()}>
          All drafts
        </Link>
      </PageError>
    )
  if ((startId !== undefined && !draft.data) || customer.isLoading) return <Loading />
  return <DraftEditor opened={draft.data} customer={customer.data} onCreated={onCreated} />
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-6 pt-2 xl:grid-cols-[minmax(0,1fr)_30rem]">
      <div className="grid content-start gap-4">
        <Skeleton className="h-8 w-56" />
        <Skeleton className="h-32 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
      <Skeleton className="h-[36rem] w-full max-xl:hidden" />
    </div>
  )
}
