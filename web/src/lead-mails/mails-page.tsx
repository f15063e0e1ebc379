import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCan } from '#web/app/session.ts'
import { MailCard } from '#web/lead-mails/mail-card.tsx'
import { mailSettingsQuery, mailsQuery, readMailSearch } from '#web/lead-mails/queries.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { FilterTabs, Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/leads/$')

/** Mail that came by copy: what waits for somebody, and what was decided. */
export default function MailsPage() {
  const search = readMailSearch(route.useSearch())
  const { data, error, refetch } = useQuery(mailsQuery(search))
  const { data: settings } = useQuery(mailSettingsQuery)
  const tabs = [
    { value: undefined, label: 'To decide', ...(settings && { count: settings.held_count }) },
    { value: 'filed', label: 'Filed' },
    { value: 'discarded', label: 'Discarded' },
  ]
  return (
    <>
      <PageHeader
        title="Mails"
        section="Leads"
        sub="What came to your address by copy"
        back={
          <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: '' }} className={backClass}>
            Leads
          </Link>
        }
      />
      <FilterTabs label="Mails by what was decided" param="status" value={search.status} options={tabs} />
      <div className="grid max-w-4xl gap-3 pt-4">
        {error && !data ? (
          <ErrorState title="The mails could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : data ? (
          data.data.map((mail) => <MailCard key={mail.id} mail={mail} />)
        ) : (
          ['a', 'b', 'c'].map((key) => <Skeleton key={key} className="h-40 w-full" />)
        )}
        {data?.data.length === 0 && <Nothing status={search.status} hasAddress={settings?.address !== null} />}
      </div>
      <Pager cursor={search.cursor} nextCursor={data?.next_cursor} />
    </>
  )
}

function Nothing({ status, hasAddress }: { status: string | undefined; hasAddress: boolean }) {
  const canDecide = useCan('lead_settings.write')
  if (status)
    return <Empty title={status === 'filed' ? 'Nothing was filed this month' : 'Nothing was discarded this month'} />
  if (hasAddress)
    return (
      <Empty title="No mail waits">
        What you write to leads, with a copy to your address, is in their timelines by itself.
      </Empty>
    )
  return (
    <Empty
      title="No mail comes in yet"
      action={
        canDecide && (
          <Link
            from="/app/$slug"
            to="/app/$slug/settings/$"
            params={{ _splat: 'leads' }}
            className={buttonClass('primary')}
          >
            Set up mail by copy
          </Link>
        )
      }
    >
      Put an address of your own into BCC when you write to a lead, and the mail is in their timeline.
    </Empty>
  )
}
