import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { StatementPreview } from '#modules/bank/schemas.ts'
import { formatCount } from '#web/api/format.ts'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { useCan } from '#web/app/session.ts'
import { AccountFields } from '#web/bank/account-fields.tsx'
import { importStatement, previewStatement, rememberColumns } from '#web/bank/api.ts'
import { BankLink } from '#web/bank/bank-link.tsx'
import { ColumnMapping, type Mapping } from '#web/bank/column-mapping.tsx'
import { FileDrop } from '#web/ui/file-drop.tsx'
import { ImportPreview } from '#web/bank/import-preview.tsx'
import { accountsQuery } from '#web/bank/queries.ts'
import { readFile } from '#web/bank/read-file.ts'
import type { BankSearch } from '#web/bank/search.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { FormError } from '#web/ui/form.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'

type Chosen = { file_name: string; content: string }

/** Account and file, how the file is read and what of it is new; only then is anything imported. */
export function ImportPage({ search }: { search: BankSearch }) {
  const accounts = useQuery(accountsQuery())
  const canWrite = useCan('bank.write')
  const [account, setAccount] = useState(search.account)
  const all = accounts.data?.data ?? []
  const account_id = all.find(({ id }) => id === account)?.id ?? all[0]?.id
  return (
    <>
      <PageHeader title="Import statement" section="Bank" back={<BankLink className={backClass}>Bank</BankLink>} />
      {!canWrite && <Empty title="Your role may look at bank lines, and not import them" />}
      {canWrite && accounts.isPending && <Skeleton className="h-40 w-full max-w-3xl" />}
      {canWrite && accounts.isError && !accounts.data && (
        <ErrorState
          title="The bank accounts could not be loaded"
          error={accounts.error}
          onRetry={() => void accounts.refetch()}
        />
      )}
      {canWrite && accounts.data && !account_id && <FirstAccount onMade={setAccount} />}
      {canWrite && account_id && (
        <div className="grid max-w-5xl gap-5">
          <div className="max-w-md">
            <Select label="Bank account" value={account_id} onChange={(event) => setAccount(event.target.value)}>
              {all.map(({ id, name, bank }) => (
                <option key={id} value={id}>
                  {bank && !name.includes(bank) ? `${name} · ${bank}` : name}
                </option>
              ))}
            </Select>
          </div>
          <StatementSteps key={account_id} account_id={account_id} />
        </div>
      )}
    </>
  )
}

function FirstAccount({ onMade }: { onMade: (id: string) => void }) {
  return (
    <section aria-labelledby="first-account" className="max-w-md rounded-lg border border-line bg-surface px-5 py-4">
      <h2 id="first-account" className="text-base font-semibold">
        Which account is the statement of?
      </h2>
      <p className="pt-1 pb-4 text-sm text-ink-2">Add it once; from then on you only choose it.</p>
      <AccountFields onSaved={({ id }) => onMade(id)} saveLabel="Add account" />
    </section>
  )
}

/** File, columns where nobody knows them yet, preview, import. */
function StatementSteps({ account_id }: { account_id: string }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/app/$slug/bank/$' })
  const [file, setFile] = useState<Chosen>()
  const [name, setName] = useState<string>()
  const [preview, setPreview] = useState<StatementPreview>()
  const [mapping, setMapping] = useState<Mapping>()
  const [isChoosing, setChoosing] = useState(false)
  const [busy, setBusy] = useState<'reading' | 'importing'>()
  const [problem, setProblem] = useState<string>()

  async function look(next: Chosen, tried?: Mapping) {
    setBusy('reading')
    setProblem(undefined)
    try {
      const seen = await previewStatement(account_id, { ...next, ...(tried && { mapping: tried }) })
      setPreview(seen)
      setMapping(tried)
      setChoosing(seen.format === 'csv' && !seen.mapping)
    } catch (error) {
      if (!tried) setPreview(undefined)
      setProblem(tooLarge(error) ?? messageOf(error))
    } finally {
      setBusy(undefined)
    }
  }

  async function choose(next: File) {
    setName(next.name)
    setPreview(undefined)
    setFile(undefined)
    setBusy('reading')
    try {
      const read = await readFile(next)
      setFile(read)
      await look(read)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : messageOf(error))
      setBusy(undefined)
    }
  }

  async function save() {
    if (!file || !preview) return
    setBusy('importing')
    setProblem(undefined)
    try {
      if (mapping && preview.header_fingerprint)
        await rememberColumns(account_id, { header_fingerprint: preview.header_fingerprint, mapping })
      const { id } = await importStatement(account_id, file)
      void queryClient.invalidateQueries({ queryKey: ['bank'] })
      await navigate({ to: '.', params: (before) => ({ ...before, _splat: `imports/${id}` }), search: {} })
    } catch (error) {
      setProblem(messageOf(error))
      setBusy(undefined)
    }
  }

  return (
    <>
      <div className="grid max-w-3xl gap-3">
        <FileDrop
          label="Choose the statement"
          hint="or drop it here: CSV, OFX, MT940 or CAMT.053"
          accept=".csv,.txt,.ofx,.qfx,.mt940,.sta,.940,.xml,text/csv,text/plain,application/xml"
          fileName={name}
          isBusy={busy === 'reading'}
          onFile={(next) => void choose(next)}
        />
        <FormError>{problem}</FormError>
        {busy === 'reading' && !preview && <Skeleton className="h-24 w-full" />}
      </div>
      {preview && file && isChoosing && (
        <ColumnMapping
          key={preview.header_fingerprint}
          preview={preview}
          isBusy={busy === 'reading'}
          onTry={(tried) => void look(file, tried)}
        />
      )}
      {preview && !isChoosing && (
        <ImportPreview preview={preview} onColumns={preview.format === 'csv' ? () => setChoosing(true) : undefined}>
          <Button
            variant="primary"
            busy={busy === 'importing'}
            busyLabel="Importing…"
            disabled={preview.row_count === 0}
            onClick={() => void save()}
          >
            {wordsOf(preview)}
          </Button>
        </ImportPreview>
      )}
    </>
  )
}

function wordsOf({ new_count, known_import_id }: StatementPreview): string {
  if (known_import_id) return 'Show what came of it'
  return new_count === 0
    ? 'Import anyway'
    : `Import ${formatCount(new_count)} new ${new_count === 1 ? 'line' : 'lines'}`
}

const tooLarge = (error: unknown) =>
  error instanceof ApiError && error.status === 413
    ? 'The file is larger than 48 MB. Export a shorter time, such as one month.'
    : undefined
