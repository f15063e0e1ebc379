import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { LeadSubmission } from '#modules/lead-forms/submission-schemas.ts'
import { useCan } from '#web/app/session.ts'
import type { SubmissionVerb } from '#web/lead-forms/api.ts'
import { FormLink } from '#web/lead-forms/form-link.tsx'
import { FormsHead } from '#web/lead-forms/forms-head.tsx'
import { allFormsQuery, submissionsQuery } from '#web/lead-forms/queries.ts'
import type { SubmissionsSearch } from '#web/lead-forms/search.ts'
import { useSubmissionActions } from '#web/lead-forms/use-submission-actions.ts'
import { statusTones, statusWords } from '#web/lead-forms/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { FilterTabs, Pager, SearchField } from '#web/ui/list-controls.tsx'
import { Empty } from '#web/ui/state.tsx'

/** What was sent through the forms, as received, the latest first. */
export function SubmissionsPage({ search }: { search: SubmissionsSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  const canWrite = useCan('lead_submissions.write')
  const query = useQuery(submissionsQuery(search))
  const forms = useQuery(allFormsQuery).data?.data ?? []
  const run = useSubmissionActions()
  const isFiltered = Boolean(search.form_id ?? search.status ?? search.q)
  const narrow = (form_id: string | undefined) =>
    void navigate({ to: '.', search: { ...search, form_id, cursor: undefined } as never, replace: true })
  return (
    <>
      <FormsHead page="submissions" />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-3">
        <FilterTabs
          label="Submissions by what became of them"
          param="status"
          value={search.status}
          options={[
            { value: undefined, label: 'All' },
            { value: 'processed', label: 'Leads' },
            { value: 'received', label: 'Waiting' },
            { value: 'spam', label: 'Spam' },
            { value: 'failed', label: 'Failed' },
          ]}
        />
        <div className="ml-auto flex flex-wrap items-center gap-2 max-md:ml-0 max-md:w-full">
          <div className="w-56 max-md:w-full">
            <Select
              label={<span className="sr-only">Form</span>}
              value={search.form_id ?? ''}
              onChange={({ target }) => narrow(target.value || undefined)}
            >
              <option value="">All forms</option>
              {forms.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </div>
          <SearchField label="Search submissions" placeholder="Name, e-mail, words" value={search.q} />
        </div>
      </div>
      <DataTable
        caption="Submissions"
        query={query}
        columns={[...columns, lastColumn(canWrite ? (id, verb) => void run(id, verb) : undefined)]}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/leads/$', params: { slug, _splat: `forms/submissions/${id}` } })}
        empty={
          isFiltered ? (
            <Empty
              title={search.status === 'spam' && !search.q ? 'No spam is held' : 'Nothing was sent that fits'}
              action={
                <FormLink to="submissions" className={buttonClass()}>
                  Clear filters
                </FormLink>
              }
            />
          ) : (
            <Empty
              title="Nothing was sent yet"
              action={<FormLink className={buttonClass('primary')}>See your forms</FormLink>}
            >
              Whatever somebody sends through a form stands here word for word, before anything else happens to it.
            </Empty>
          )
        }
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

/** Who it is from, in their own words. */
export const senderOf = ({ fields }: Pick<LeadSubmission, 'fields'>): string =>
  fields.name || fields.email || fields.phone || fields.company || Object.values(fields)[0] || 'Nothing filled in'

const columns: Column<LeadSubmission>[] = [
  { id: 'from', header: 'From', phone: 'title', className: 'md:max-w-60 md:truncate', cell: senderOf },
  {
    id: 'contact',
    header: 'E-mail or phone',
    phone: 'sub',
    className: 'md:max-w-60 md:truncate',
    cell: ({ fields }) => fields.email || fields.phone || '',
  },
  { id: 'form', header: 'Form', className: 'md:max-w-40 md:truncate', cell: ({ form_name }) => form_name },
  {
    id: 'status',
    header: 'Status',
    phone: 'status',
    cell: ({ status }) => <Badge tone={statusTones[status]}>{statusWords[status]}</Badge>,
  },
  {
    id: 'at',
    header: 'Received',
    phone: 'amount',
    className: 'max-md:text-xs! max-md:text-ink-2',
    cell: ({ received_at }) => <TimeText value={received_at} />,
  },
]

/** The lead that it became, or what would make one of it. */
function lastColumn(act: ((id: string, verb: SubmissionVerb) => void) | undefined): Column<LeadSubmission> {
  return {
    id: 'lead',
    header: 'Lead',
    className: 'md:w-56 md:max-w-56 md:truncate',
    cell: (row) => {
      if (act && row.status === 'spam')
        return <Action row={row} label="Not spam" onClick={() => act(row.id, 'release')} />
      if (act && row.status === 'failed')
        return <Action row={row} label="Try again" onClick={() => act(row.id, 'retry')} />
      if (!row.lead_id) return null
      return (
        <Link
          from="/app/$slug"
          to="/app/$slug/leads/$"
          params={{ _splat: row.lead_id }}
          className={`${textLinkClass} relative z-1`}
        >
          {row.lead_name ?? 'Open lead'}
        </Link>
      )
    },
  }
}

function Action({ row, label, onClick }: { row: LeadSubmission; label: string; onClick: () => void }) {
  return (
    <Button size="sm" className="relative z-1 -my-1" aria-label={`${label}: ${senderOf(row)}`} onClick={onClick}>
      {label}
    </Button>
  )
}
