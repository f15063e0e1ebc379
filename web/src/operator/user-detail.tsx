import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatCount, formatDateTime } from '#web/api/format.ts'
import { meQuery } from '#web/app/session.ts'
import { startPasswordReset } from '#web/operator/api.ts'
import { Back } from '#web/operator/back.tsx'
import { Facts } from '#web/operator/facts.tsx'
import { userViewQuery } from '#web/operator/queries.ts'
import { Shut } from '#web/operator/shut.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { DateText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

export function UserDetail({ id }: { id: string }) {
  const { data: user, error, refetch } = useQuery(userViewQuery(id))
  const isSelf = useQuery(meQuery).data?.id === id
  if (error && !user)
    return (
      <PageError title="The user could not be loaded" error={error} onRetry={() => void refetch()}>
        <Back to="users">Users</Back>
      </PageError>
    )
  if (!user) return <Skeleton className="h-96 w-full" />

  const reset = () =>
    startPasswordReset(id).then(
      () => toast({ title: `A link was sent to ${user.email}`, description: 'Only they can see it.' }),
      (failure: unknown) => toastError('No link was sent', failure),
    )

  return (
    <>
      <PageHeader
        title={user.name}
        section="Operator"
        back={<Back to="users">Users</Back>}
        badge={user.disabled_at && <Badge tone="bad">Disabled</Badge>}
      >
        <Button onClick={() => void reset()}>Send a link for a new password</Button>
        {!isSelf && (
          <Shut
            kind="users"
            id={id}
            name={user.name}
            isDisabled={user.disabled_at !== null}
            consequence="All their sessions end, and nobody logs in with the account. You can enable it again."
          />
        )}
      </PageHeader>
      <div className="grid gap-5">
        <Facts
          facts={[
            ['E-mail', <CopyText key="email" value={user.email} />],
            ['Confirmed', user.is_verified ? 'yes' : 'no'],
            ['Last here', user.last_used_at ? formatDateTime(user.last_used_at) : 'never, or long ago'],
            ['Sessions', formatCount(user.sessions_count)],
            ['Time zone', user.timezone],
            ['Since', <DateText key="since" value={user.created_at} />],
          ]}
        />
        <section className="grid gap-2">
          <h2 className="text-base font-semibold">Organisations</h2>
          {user.organizations.length === 0 ? (
            <p className="text-sm text-ink-2">They belong to none.</p>
          ) : (
            <ul className="max-w-4xl rounded-lg border border-line bg-surface text-sm shadow-card">
              {user.organizations.map((organization) => (
                <li
                  key={organization.id}
                  className="flex flex-wrap items-center gap-x-4 border-b border-line px-4 py-2 last:border-0"
                >
                  <Link
                    to="/operator/$"
                    params={{ _splat: `organizations/${organization.id}` }}
                    className={textLinkClass}
                  >
                    {organization.name}
                  </Link>
                  <span className="ml-auto">{organization.role_name}</span>
                  {organization.disabled_at && <Badge tone="bad">Disabled</Badge>}
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </>
  )
}
