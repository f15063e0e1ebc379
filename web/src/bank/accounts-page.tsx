import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Archive, ArchiveRestore, Ellipsis, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { AccountFields } from '#web/bank/account-fields.tsx'
import { archiveBankAccount, restoreBankAccount } from '#web/bank/api.ts'
import { BankLink } from '#web/bank/bank-link.tsx'
import { accountsQuery, type BankAccount } from '#web/bank/queries.ts'
import { StatusBadge } from '#web/ui/badge.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { DateText, TimeText } from '#web/ui/date.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { Menu } from '#web/ui/menu.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** Accounts whose statements are imported; closed ones are archived and stay below. */
export function AccountsPage() {
  const { data, error, isPending, refetch } = useQuery(accountsQuery('all'))
  const canWrite = useCan('bank.write')
  const [edited, setEdited] = useState<BankAccount | 'new'>()
  const accounts = data?.data ?? []
  const add = (
    <Button variant="primary" onClick={() => setEdited('new')} aria-haspopup="dialog">
      <Plus aria-hidden />
      Add account
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Bank accounts"
        section="Bank"
        back={<BankLink className={backClass}>Bank</BankLink>}
        sub={data && formatCount(accounts.filter(({ archived_at }) => !archived_at).length)}
      >
        {canWrite && accounts.length > 0 && add}
      </PageHeader>
      {isPending && <Skeleton className="h-28 w-full max-w-4xl" />}
      {error && !data && (
        <ErrorState title="The bank accounts could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {data && accounts.length === 0 && (
        <div className="rounded-lg border border-line bg-surface shadow-card">
          <Empty title="No bank account yet" action={canWrite && add}>
            Add the account that customers pay to; its statements are then matched to invoices.
          </Empty>
        </div>
      )}
      {accounts.length > 0 && (
        <ul className="grid max-w-4xl gap-3">
          {[...accounts]
            .toSorted((a, b) => Number(a.archived_at !== null) - Number(b.archived_at !== null))
            .map((account) => (
              <AccountCard key={account.id} account={account} canWrite={canWrite} onEdit={() => setEdited(account)} />
            ))}
        </ul>
      )}
      {edited && (
        <Dialog
          title={edited === 'new' ? 'Add bank account' : `Edit ${edited.name}`}
          onClose={() => setEdited(undefined)}
        >
          <AccountFields
            {...(edited !== 'new' && { account: edited })}
            saveLabel={edited === 'new' ? 'Add account' : 'Save'}
            onSaved={({ name }) => {
              setEdited(undefined)
              toast({ title: edited === 'new' ? `${name} added` : `${name} saved` })
            }}
          >
            <Button onClick={() => setEdited(undefined)}>Cancel</Button>
          </AccountFields>
        </Dialog>
      )}
    </>
  )
}

function AccountCard(props: { account: BankAccount; canWrite: boolean; onEdit: () => void }) {
  const { account, canWrite, onEdit } = props
  const queryClient = useQueryClient()
  const { id, name, bank, account_number, open_count, last_transaction_date, last_imported_at, archived_at } = account

  async function change(work: (id: string) => Promise<unknown>, refusal: string) {
    try {
      await work(id)
      return true
    } catch (error) {
      toastError(refusal, error)
      return false
    } finally {
      void queryClient.invalidateQueries({ queryKey: ['bank'] })
    }
  }
  const restore = () => change(restoreBankAccount, `${name} was not restored`)
  async function archive() {
    if (await change(archiveBankAccount, `${name} was not archived`))
      toastUndo(`${name} archived`, () => void restore())
  }

  return (
    <li className="grid gap-3 rounded-lg border border-line bg-surface px-5 py-4 shadow-card">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="text-base font-semibold wrap-anywhere">{name}</h2>
            {archived_at && <StatusBadge status="archived" />}
          </div>
          <p className="text-sm text-ink-2 tabular-nums wrap-anywhere">
            {[bank, account_number, 'SGD'].filter(Boolean).join(' · ')}
          </p>
        </div>
        {canWrite && (
          <Menu
            label={`More about ${name}`}
            trigger={<Ellipsis aria-hidden className="size-4" />}
            align="end"
            className="grid size-8 place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:size-11"
            items={[
              { label: 'Edit', icon: <Pencil aria-hidden />, onSelect: onEdit },
              archived_at
                ? { label: 'Restore', icon: <ArchiveRestore aria-hidden />, onSelect: () => void restore() }
                : { label: 'Archive', icon: <Archive aria-hidden />, onSelect: () => void archive() },
            ]}
          />
        )}
      </div>
      <p className="text-sm text-ink-2">
        {last_imported_at ? (
          <>
            Last statement <TimeText value={last_imported_at} />
            {last_transaction_date && (
              <>
                , up to <DateText value={last_transaction_date} />
              </>
            )}
          </>
        ) : (
          'No statement yet'
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {open_count > 0 && (
          <BankLink search={{ account: id }} className={buttonClass()}>
            {formatCount(open_count)} to match
          </BankLink>
        )}
        {canWrite && !archived_at && (
          <BankLink to="import" search={{ account: id }} className={buttonClass()}>
            Import statement
          </BankLink>
        )}
        <BankLink to="imports" search={{ account: id }} className={buttonClass('ghost')}>
          Past imports
        </BankLink>
      </div>
    </li>
  )
}
