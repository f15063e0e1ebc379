import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { LeadImportChoices } from '#modules/lead-imports/schemas.ts'
import { messageOf } from '#web/api/problem.ts'
import { checkImport } from '#web/lead-imports/api.ts'
import { fieldsQuery, importQuery, type LeadImport, type LeadImportPreview } from '#web/lead-imports/queries.ts'
import { fieldWords } from '#web/lead-imports/words.ts'
import { Button } from '#web/ui/button.tsx'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { Checkbox, Select } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form.tsx'

type MatchKey = LeadImportChoices['match_by'][number]
const matchWords: Record<MatchKey, string> = { email: 'E-mail address', phone: 'Phone number', uen: 'UEN' }

/** What each column is, with its first cells beside it, and how rows are read. */
export function ColumnForm({ lead_import, preview }: { lead_import: LeadImport; preview: LeadImportPreview }) {
  const queryClient = useQueryClient()
  const { data: own } = useQuery(fieldsQuery)
  const before = lead_import.choices
  const [fields, setFields] = useState(lead_import.fields ?? preview.fields)
  const [duplicates, setDuplicates] = useState(before?.duplicates ?? 'skip')
  const [match_by, setMatchBy] = useState<MatchKey[]>(before?.match_by ?? ['email', 'phone', 'uen'])
  const [date_order, setOrder] = useState(before?.date_order ?? 'day_first')
  const [source, setSource] = useState(before?.source ?? 'Import')
  const [tags, setTags] = useState(before?.tags.join(', ') ?? '')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function check(event: FormEvent) {
    event.preventDefault()
    const twice = fields.find((field, i) => field && fields.indexOf(field) !== i)
    if (twice) return setProblem('Two columns are the same thing. Leave one of them out.')
    if (!['name', 'first_name', 'last_name', 'company', 'email'].some((field) => fields.includes(field)))
      return setProblem('Say which column holds the name, the company or the e-mail address.')
    if (match_by.length === 0) return setProblem('Choose what makes two leads the same.')
    setProblem(undefined)
    setBusy(true)
    const all = [...new Set(tags.split(',').flatMap((tag) => tag.trim() || []))]
    try {
      const choices = { duplicates, match_by, date_order, source: source.trim() || 'Import', tags: all }
      queryClient.setQueryData(
        importQuery(lead_import.id).queryKey,
        await checkImport(lead_import.id, { fields, choices }),
      )
    } catch (error) {
      setProblem(messageOf(error))
      setBusy(false)
    }
  }

  return (
    <form noValidate onSubmit={(event) => void check(event)} className="grid max-w-4xl gap-6">
      <section aria-labelledby="columns" className="grid gap-3">
        <div>
          <h2 id="columns" className="text-base font-semibold">
            What is in each column?
          </h2>
          <p className="text-sm text-ink-2">
            {preview.is_remembered
              ? 'Filled in as for the last file with these heads.'
              : 'Guessed from the heads. The next file with the same heads is read like this one.'}
          </p>
        </div>
        <ul className="grid overflow-hidden rounded-lg border border-line bg-surface shadow-card">
          {preview.heads.map((head, i) => (
            <li
              key={i}
              className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-0 sm:grid-cols-[minmax(0,1fr)_15rem] sm:items-center"
            >
              <div className="min-w-0">
                <p className="text-sm font-medium wrap-anywhere">{head || `Column ${i + 1}`}</p>
                <p className="truncate text-xs text-ink-2">{cellsOf(preview, i) || 'Empty in the first rows'}</p>
              </div>
              <Select
                label={<span className="sr-only">What {head || `column ${i + 1}`} is</span>}
                value={fields[i] ?? ''}
                onChange={(event) => setFields(fields.with(i, event.target.value || null))}
              >
                <option value="">Leave out</option>
                {Object.entries(fieldWords).map(([field, word]) => (
                  <option key={field} value={field}>
                    {word}
                  </option>
                ))}
                {own?.data.map(({ key, label }) => (
                  <option key={key} value={`own:${key}`}>
                    {label}
                  </option>
                ))}
              </Select>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="rows" className="grid gap-4">
        <h2 id="rows" className="text-base font-semibold">
          How are rows read?
        </h2>
        <ChoiceCards
          legend="Rows that are leads already"
          value={duplicates}
          onChange={setDuplicates}
          options={[
            { value: 'skip', label: 'Skip them', hint: 'Leads that you have stay as they are' },
            { value: 'flag', label: 'Import them too', hint: 'They are marked to be looked at as duplicates' },
          ]}
        />
        <fieldset className="grid gap-1">
          <legend className="pb-1 text-sm font-medium">Two leads are the same when they share</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-1">
            {(['email', 'phone', 'uen'] as const).map((key) => (
              <Checkbox
                key={key}
                label={matchWords[key]}
                checked={match_by.includes(key)}
                onChange={(event) =>
                  setMatchBy(event.target.checked ? [...match_by, key] : match_by.filter((other) => other !== key))
                }
              />
            ))}
          </div>
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-3">
          <TextField
            label="Source, where none is named"
            value={source}
            maxLength={60}
            onChange={(event) => setSource(event.target.value)}
          />
          <TextField
            label="Tags for all"
            optional
            hint="With commas between"
            value={tags}
            onChange={(event) => setTags(event.target.value)}
          />
          <Select
            label="Dates such as 03/11/2026"
            value={date_order}
            onChange={(event) => setOrder(event.target.value === 'month_first' ? 'month_first' : 'day_first')}
          >
            <option value="day_first">3 November: the day comes first</option>
            <option value="month_first">11 March: the month comes first</option>
          </Select>
        </div>
      </section>
      <FormError>{problem}</FormError>
      <div>
        <Button type="submit" variant="primary" busy={isBusy} busyLabel="Checking…">
          Check the file
        </Button>
      </div>
    </form>
  )
}

const cellsOf = ({ rows }: LeadImportPreview, column: number) =>
  rows
    .flatMap((cells) => cells[column] || [])
    .slice(0, 4)
    .join(' · ')
