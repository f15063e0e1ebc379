import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatCount } from '#web/api/format.ts'
import { ImportedLeadLink, ImportLink } from '#web/lead-imports/import-link.tsx'
import { Progress } from '#web/lead-imports/progress.tsx'
import { keptQuery, type LeadImport } from '#web/lead-imports/queries.ts'
import { LargerPlan } from '#web/organizations/larger-plan.tsx'
import { buttonClass } from '#web/ui/button.tsx'

/** Where an import stands, in a sentence. */
export function Outcome({ lead_import }: { lead_import: LeadImport }) {
  const { status, row_count, new_count, done_count, imported_count, undone_count, failure, choices } = lead_import
  if (status === 'checking') return <Said title={`Checking: ${formatCount(row_count)} rows so far`}>{goesOn}</Said>
  if (status === 'importing')
    return (
      <>
        <Progress label="Importing" done={done_count} total={row_count} unit="rows" />
        <p className="text-sm text-ink-2">{goesOn}</p>
      </>
    )
  if (status === 'undoing')
    return (
      <>
        <Progress label="Undoing" done={undone_count} total={imported_count} unit="rows" />
        <p className="text-sm text-ink-2">{goesOn}</p>
      </>
    )
  if (status === 'checked') {
    const coming = choices?.duplicates === 'flag' ? row_count - lead_import.bad_count : new_count
    return (
      <>
        <Said title={coming ? `${leads(coming)} would come in` : 'Nothing would come in'}>
          This was a dry run: nothing is imported yet.
        </Said>
        {lead_import.beyond_plan && (
          <p className="text-sm wrap-anywhere text-bad">
            {lead_import.beyond_plan} <LargerPlan />
          </p>
        )}
      </>
    )
  }
  if (status === 'failed')
    return (
      <>
        <Said title="It could not be imported" tone="text-bad">
          {failure}
        </Said>
        <div>
          <ImportLink to="new" className={buttonClass('primary')}>
            Choose another file
          </ImportLink>
        </div>
      </>
    )
  if (status === 'undone') return <Undone lead_import={lead_import} />
  if (status === 'cancelled')
    return (
      <Said title="Cancelled">
        {imported_count
          ? `${leads(imported_count)} had come in by then, and stay unless you undo it.`
          : 'Nothing came in.'}
      </Said>
    )
  if (status === 'uploading') return <Said title="The upload did not finish">Choose the file again.</Said>
  return (
    <>
      <Said title={`${leads(imported_count)} imported`}>They are scored, and given to whom your rules name.</Said>
      {imported_count > 0 && (
        <div>
          <Link
            from="/app/$slug"
            to="/app/$slug/leads/$"
            params={{ _splat: 'table' }}
            search={{ import_id: lead_import.id }}
            className={buttonClass('primary')}
          >
            Show {imported_count === 1 ? 'this lead' : 'these leads'}
          </Link>
        </div>
      )}
    </>
  )
}

function Undone({ lead_import: { id, undone_count, kept_count } }: { lead_import: LeadImport }) {
  const { data: kept } = useQuery({ ...keptQuery(id), enabled: Boolean(kept_count) })
  return (
    <>
      <Said title="Undone">
        {leads(undone_count)} archived.
        {Boolean(kept_count) && ` ${leads(kept_count!)} stayed, for somebody has worked on them since:`}
      </Said>
      {kept && (
        <ul aria-label="Leads that stayed" className="list-disc pl-5 text-sm">
          {kept.data.map((lead) => (
            <li key={lead.id}>
              <ImportedLeadLink id={lead.id}>{lead.name}</ImportedLeadLink>
              {lead.company && <span className="text-ink-2"> · {lead.company}</span>}
            </li>
          ))}
          {kept_count! > kept.data.length && <li>and {formatCount(kept_count! - kept.data.length)} more</li>}
        </ul>
      )}
    </>
  )
}

function Said({ title, tone = '', children }: { title: string; tone?: string; children: React.ReactNode }) {
  return (
    <div>
      <p className={`text-base font-semibold tabular-nums ${tone}`}>{title}</p>
      <p className="text-sm wrap-anywhere text-ink-2">{children}</p>
    </div>
  )
}

const goesOn = 'It goes on by itself; you may leave this page.'
const leads = (count: number) => `${formatCount(count)} ${count === 1 ? 'lead' : 'leads'}`
