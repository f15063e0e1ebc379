import { type FormEvent, useState } from 'react'
import type { ColumnsToRemember, StatementPreview } from '#modules/bank/schemas.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { FormError } from '#web/ui/form.tsx'

export type Mapping = ColumnsToRemember['mapping']
type Props = { preview: StatementPreview; isBusy: boolean; onTry: (mapping: Mapping) => void }
type Single = 'date' | 'amount' | 'credit' | 'debit' | 'description' | 'reference' | 'payer_name' | 'balance'
type Chosen = Record<Single, string>

const empty: Chosen = {
  date: '',
  amount: '',
  credit: '',
  debit: '',
  description: '',
  reference: '',
  payer_name: '',
  balance: '',
}

/** Which column of a CSV means what, asked once for each layout, with the first lines of the file beside it. */
export function ColumnMapping({ preview, isBusy, onTry }: Props) {
  const { mapping, heads, sample } = preview
  const [chosen, setChosen] = useState<Chosen>(mapping ? chosenOf(mapping) : empty)
  const [order, setOrder] = useState<Mapping['date_order']>(mapping?.date_order ?? 'day_first')
  const [kind, setKind] = useState<'one' | 'two'>(mapping?.credit ? 'two' : 'one')
  const [problem, setProblem] = useState<string>()
  const named = heads.filter(Boolean)

  function save(event: FormEvent) {
    event.preventDefault()
    if (!chosen.date) return setProblem('Choose the column of the date.')
    if (kind === 'one' ? !chosen.amount : !chosen.credit || !chosen.debit)
      return setProblem(kind === 'one' ? 'Choose the column of the amount.' : 'Choose the columns of money in and out.')
    setProblem(undefined)
    return onTry(mappingOf(chosen, kind, order, mapping))
  }

  const choice = (field: Single, label: string, optional = false) => (
    <Select
      label={label}
      optional={optional}
      value={chosen[field]}
      onChange={(event) => setChosen({ ...chosen, [field]: event.target.value })}
    >
      <option value="">{optional ? 'None' : 'Choose a column'}</option>
      {named.map((head, index) => (
        <option key={index} value={head}>
          {head}
        </option>
      ))}
    </Select>
  )
  return (
    <section aria-labelledby="columns" className="grid gap-4">
      <div>
        <h2 id="columns" className="text-base font-semibold">
          Which column is which?
        </h2>
        <p className="text-sm text-ink-2">Asked once: the next file with the same heads is read like this one.</p>
      </div>
      <Sample heads={heads} sample={sample} />
      <form noValidate onSubmit={save} className="grid max-w-3xl gap-4">
        <FormError>{problem}</FormError>
        <div className="grid gap-4 sm:grid-cols-2">
          {choice('date', 'Date')}
          <Select
            label="Dates such as 03/11/2026"
            value={order}
            onChange={(event) => setOrder(event.target.value === 'month_first' ? 'month_first' : 'day_first')}
          >
            <option value="day_first">3 November: the day comes first</option>
            <option value="month_first">11 March: the month comes first</option>
          </Select>
          <Select
            label="Amounts stand in"
            value={kind}
            onChange={(event) => setKind(event.target.value === 'two' ? 'two' : 'one')}
          >
            <option value="one">One column, with a sign</option>
            <option value="two">Two columns, money in and money out</option>
          </Select>
          {kind === 'one' ? (
            choice('amount', 'Amount')
          ) : (
            <>
              {choice('credit', 'Money in')}
              {choice('debit', 'Money out')}
            </>
          )}
          {choice('description', 'Text', true)}
          {choice('reference', 'Reference', true)}
          {choice('payer_name', 'Name of the payer', true)}
          {choice('balance', 'Balance', true)}
        </div>
        <div>
          <Button type="submit" variant="primary" busy={isBusy} busyLabel="Reading…">
            Read the file like this
          </Button>
        </div>
      </form>
    </section>
  )
}

function chosenOf(mapping: Mapping): Chosen {
  const { date, amount, credit, debit, description, reference, payer_name, balance } = mapping
  return {
    date,
    amount: amount ?? '',
    credit: credit ?? '',
    debit: debit ?? '',
    description: description[0] ?? '',
    reference: reference[0] ?? '',
    payer_name: payer_name ?? '',
    balance: balance ?? '',
  }
}

/** Where a known layout reads several columns as one text, that stays unless another one is chosen. */
function mappingOf(
  chosen: Chosen,
  kind: 'one' | 'two',
  date_order: Mapping['date_order'],
  before: Mapping | null,
): Mapping {
  const several = (field: 'description' | 'reference') =>
    before?.[field][0] === chosen[field] ? before[field] : chosen[field] ? [chosen[field]] : []
  return {
    date: chosen.date,
    amount: kind === 'one' ? chosen.amount : null,
    credit: kind === 'two' ? chosen.credit : null,
    debit: kind === 'two' ? chosen.debit : null,
    description: several('description'),
    reference: several('reference'),
    payer_name: chosen.payer_name || null,
    payer_account: before?.payer_account ?? null,
    balance: chosen.balance || null,
    date_order,
  }
}

function Sample({ heads, sample }: Pick<StatementPreview, 'heads' | 'sample'>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <div
      role="region"
      aria-label="First lines of the file"
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="min-w-full text-sm whitespace-nowrap">
        <thead>
          <tr className="border-b border-line bg-sunken/50 text-left text-xs text-ink-2">
            {heads.map((head, index) => (
              <th key={index} scope="col" className="px-3 py-2 font-medium">
                {head || '–'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((cells, row) => (
            <tr key={row} className="border-b border-line last:border-0">
              {cells.map((cell, index) => (
                <td key={index} className="max-w-64 truncate px-3 py-1.5">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
