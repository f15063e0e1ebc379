import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Archive, ArchiveRestore, CircleStop, Copy, Ellipsis, ExternalLink, Play, Plus } from 'lucide-react'
import type { LeadForm } from '#modules/lead-forms/schemas.ts'
import { formatCount } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { FormLink } from '#web/lead-forms/form-link.tsx'
import { FormsHead } from '#web/lead-forms/forms-head.tsx'
import { formsQuery } from '#web/lead-forms/queries.ts'
import type { FormsSearch } from '#web/lead-forms/search.ts'
import { useFormActions } from '#web/lead-forms/use-form-actions.ts'
import { Badge, StatusBadge } from '#web/ui/badge.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { FilterTabs, Pager } from '#web/ui/list-controls.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { Empty } from '#web/ui/state.tsx'

/** The forms of the company, the newest first. */
export function FormsPage({ search }: { search: FormsSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const canWrite = useCan('lead_forms.write')
  const query = useQuery(formsQuery(search))
  const actions = useFormActions()
  const add = (
    <FormLink to="new" className={buttonClass('primary')}>
      <Plus aria-hidden />
      New form
    </FormLink>
  )
  return (
    <>
      <FormsHead page="forms">{canWrite && query.data && query.data.data.length > 0 && add}</FormsHead>
      <div className="pb-3">
        <FilterTabs
          label="Forms"
          param="archived"
          value={search.archived}
          options={[
            { value: undefined, label: 'In use' },
            { value: 'yes', label: 'Archived' },
          ]}
        />
      </div>
      <DataTable
        caption="Forms"
        query={query}
        columns={canWrite ? [...columns, actionColumn(actions)] : columns}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/leads/$', params: { slug, _splat: `forms/${id}` } })}
        skeletonRows={4}
        empty={
          search.archived ? (
            <Empty title="No archived forms" />
          ) : (
            <Empty title="No forms yet" action={canWrite && add}>
              A form on your site, or on a page of its own, makes a lead of everybody who fills it in: scored, assigned,
              and with where they came from.
            </Empty>
          )
        }
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

const columns: Column<LeadForm>[] = [
  {
    id: 'name',
    header: 'Form',
    phone: 'title',
    className: 'md:max-w-80 md:truncate',
    cell: ({ name }) => name,
  },
  {
    id: 'phone',
    header: 'Sent',
    phone: 'sub',
    className: 'md:hidden',
    cell: ({ submission_count, lead_count }) =>
      submission_count === 0
        ? 'Nothing sent yet'
        : `${formatCount(submission_count)} sent, ${formatCount(lead_count)} ${lead_count === 1 ? 'lead' : 'leads'}`,
  },
  { id: 'status', header: 'Status', phone: 'status', cell: (form) => <FormStatus form={form} /> },
  { id: 'sent', header: 'Submissions', align: 'right', cell: ({ submission_count: sent }) => formatCount(sent) },
  { id: 'leads', header: 'Leads made', align: 'right', cell: ({ lead_count }) => formatCount(lead_count) },
  {
    id: 'spam',
    header: 'Spam',
    align: 'right',
    cell: ({ id, name, spam_count }) =>
      spam_count === 0 ? (
        '0'
      ) : (
        <FormLink
          to="submissions"
          search={{ form_id: id, status: 'spam' }}
          label={`${spam_count} held as spam of ${name}`}
          className={`${textLinkClass} relative z-1`}
        >
          {formatCount(spam_count)}
        </FormLink>
      ),
  },
  {
    id: 'last',
    header: 'Last sent',
    cell: ({ last_submission_at }) =>
      last_submission_at ? <TimeText value={last_submission_at} /> : <span className="text-ink-3">Never</span>,
  },
]

export function FormStatus({ form }: { form: LeadForm }) {
  if (form.archived_at) return <StatusBadge status="archived" />
  return <Badge tone={form.is_open ? 'ok' : 'mute'}>{form.is_open ? 'Open' : 'Closed'}</Badge>
}

function actionColumn({ run, copy }: ReturnType<typeof useFormActions>): Column<LeadForm> {
  return {
    id: 'actions',
    header: <span className="sr-only">Actions</span>,
    phone: 'amount',
    align: 'right',
    cell: (form) => (
      <span className="relative z-1 -my-1 inline-block">
        <Menu
          label={`More about ${form.name}`}
          trigger={<Ellipsis aria-hidden />}
          align="end"
          className={`${buttonClass('ghost', 'sm')} pointer-coarse:w-11`}
          items={itemsOf(form, run, copy)}
        />
      </span>
    ),
  }
}

type Actions = ReturnType<typeof useFormActions>
export function itemsOf(form: LeadForm, run: Actions['run'], copy: Actions['copy']): MenuItem[] {
  if (form.archived_at)
    return [{ label: 'Restore', icon: <ArchiveRestore aria-hidden />, onSelect: () => void run(form, 'restore') }]
  return [
    { label: 'Open its page', icon: <ExternalLink aria-hidden />, href: `/f/${form.form_key}` },
    form.is_open
      ? { label: 'Close', icon: <CircleStop aria-hidden />, onSelect: () => void run(form, 'close') }
      : { label: 'Open', icon: <Play aria-hidden />, onSelect: () => void run(form, 'open') },
    { label: 'Copy', icon: <Copy aria-hidden />, onSelect: () => void copy(form) },
    'separator',
    { label: 'Archive', icon: <Archive aria-hidden />, onSelect: () => void run(form, 'archive') },
  ]
}
