import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AccountingSystem, ExportContent, ExportSelection } from '#modules/accounting/schemas.ts'
import { CodesForm } from '#web/accounting/codes-form.tsx'
import { FileCard } from '#web/accounting/file-card.tsx'
import { PastExports } from '#web/accounting/past-exports.tsx'
import { type Days, daysOf, isPeriod, type Period, periodNames } from '#web/accounting/periods.ts'
import { contentNames, previewQuery, settingsQuery, systemNames } from '#web/accounting/queries.ts'
import { today } from '#web/api/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { ErrorState } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/books')
const accounts = { bank: 'Bank', cash: 'Cash', stripe_balance: 'Stripe balance' } as const
type Account = keyof typeof accounts

const known = <T extends string>(names: Record<T, string>, text: string | undefined, otherwise: T): T =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is one of the names
  text !== undefined && text in names ? (text as T) : otherwise

/** Files for another accounting system: which, what, of which days, and what went before. */
export function ExportView() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/app/$slug/books' })
  const [isEditing, setEditing] = useState(false)
  const system: AccountingSystem = known<AccountingSystem>(systemNames, search.export, 'xero')
  const content: ExportContent = known<ExportContent>(contentNames, search.content, 'invoices')
  const hasAccount = system === 'xero' && content === 'payments'
  const kind = { system, content, ...(hasAccount && { account: known<Account>(accounts, search.account, 'bank') }) }
  const period: Period = isPeriod(search.period) ? search.period : 'since'
  const days = daysFor(period, search)
  const selection: ExportSelection = {
    ...kind,
    ...(days.from && { from: days.from }),
    ...(days.to && { to: days.to }),
    ...(period === 'since' && { is_new: 'true' as const }),
  }
  const preview = useQuery(previewQuery(selection))
  const settings = useQuery(settingsQuery)
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })

  return (
    <div className="grid max-w-4xl gap-6">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Choice label="For" value={system} names={systemNames} onChange={(value) => change({ export: value })} />
        <Choice label="What" value={content} names={contentNames} onChange={(value) => change({ content: value })} />
        {kind.account && (
          <Choice
            label="Account"
            value={kind.account}
            names={accounts}
            onChange={(value) => change({ account: value })}
          />
        )}
        <Choice
          label="Period"
          value={period}
          names={periodNames}
          onChange={(value) => change({ period: value, from: days.from, to: days.to })}
        />
        {period === 'days' && (
          <>
            <TextField
              label="First day"
              type="date"
              value={search.from ?? ''}
              onChange={(event) => change({ from: event.target.value || undefined })}
            />
            <TextField
              label="Last day"
              type="date"
              value={search.to ?? ''}
              onChange={(event) => change({ to: event.target.value || undefined })}
            />
          </>
        )}
      </div>
      {preview.error ? (
        <ErrorState title="No file can be made of this" error={preview.error} onRetry={() => void preview.refetch()} />
      ) : (
        <FileCard selection={selection} preview={preview.data} isStale={preview.isPlaceholderData} />
      )}
      <section className="grid gap-3" aria-labelledby="codes-title">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id="codes-title" className="text-base font-semibold">
            How accounts are called in {systemNames[system]}
          </h2>
          <Button variant="ghost" size="sm" aria-expanded={isEditing} onClick={() => setEditing(!isEditing)}>
            {isEditing ? 'Hide' : 'Show'}
          </Button>
        </div>
        {isEditing && settings.data && <CodesForm key={system} system={system} settings={settings.data} />}
        {isEditing && settings.error && (
          <ErrorState
            title="The names could not be loaded"
            error={settings.error}
            onRetry={() => void settings.refetch()}
          />
        )}
      </section>
      <PastExports />
    </div>
  )
}

function daysFor(period: Period, { from, to }: Days): Days {
  if (period === 'since') return { to: today() }
  return period === 'days' ? { from, to } : daysOf(period, today())
}

function Choice<T extends string>(props: {
  label: string
  value: T
  names: Record<T, string>
  onChange: (value: T) => void
}) {
  return (
    <Select
      label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(known(props.names, event.target.value, props.value))}
    >
      {Object.entries<string>(props.names).map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </Select>
  )
}
