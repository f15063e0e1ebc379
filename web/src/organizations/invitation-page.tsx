import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { InvitationPreview } from '#modules/organizations/schemas.ts'
import type { Me } from '#modules/auth/schemas.ts'
import { post } from '#web/api/client.ts'
import { formatDate } from '#web/api/format.ts'
import { hasCode, isStatus, messageOf } from '#web/api/problem.ts'
import { meQuery } from '#web/app/session.ts'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import { acceptInvitation } from '#web/organizations/api.ts'
import { awaitInvitation, forgetInvitation } from '#web/auth/awaited-invitation.ts'
import { invitationPreviewQuery } from '#web/organizations/queries.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { FormError } from '#web/ui/form.tsx'
import { Skeleton } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'

const route = getRouteApi('/invitations/$token')

/** Where the link in the mail leads: says who invites to what, to somebody signed in or not. */
export function InvitationPage() {
  useTitle('Invitation')
  const { token } = route.useParams()
  const preview = useQuery(invitationPreviewQuery(token))
  const me = useQuery(meQuery)
  const hasArrived = me.data !== undefined
  useEffect(() => {
    if (hasArrived) forgetInvitation()
  }, [hasArrived])

  if (preview.error)
    return (
      <AuthLayout
        title={isStatus(preview.error, 410) ? 'This invitation no longer works' : 'The invitation could not be read'}
        lead={messageOf(preview.error)}
      >
        {isStatus(preview.error, 410) ? (
          <a href="/app" className={buttonClass('secondary', 'lg')}>
            Go to your organisations
          </a>
        ) : (
          <Button onClick={() => void preview.refetch()}>Try again</Button>
        )}
      </AuthLayout>
    )
  if (!preview.data || me.isPending)
    return (
      <AuthLayout title="Reading the invitation…">
        <Skeleton className="h-24 w-full" />
      </AuthLayout>
    )
  const { organization_name, invited_by_name } = preview.data
  return (
    <AuthLayout title={`Join ${organization_name}`} lead={`${invited_by_name} invites you to the team.`}>
      <Facts invitation={preview.data} />
      {me.data ? (
        <Answer token={token} invitation={preview.data} me={me.data} />
      ) : (
        <SignInFirst token={token} email_hint={preview.data.email_hint} />
      )}
    </AuthLayout>
  )
}

function Facts({ invitation }: { invitation: InvitationPreview }) {
  const facts = [
    ['Your role', invitation.role_name],
    ['Sent to', invitation.email_hint],
    ['Open until', formatDate(invitation.expires_at)],
  ]
  return (
    <dl className="grid gap-1.5 rounded-lg border border-line bg-surface px-4 py-3 text-sm">
      {facts.map(([label, value]) => (
        <div key={label} className="flex justify-between gap-4">
          <dt className="text-ink-2">{label}</dt>
          <dd className="min-w-0 truncate font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Answer({ token, invitation, me }: { token: string; invitation: InvitationPreview; me: Me }) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()

  async function accept() {
    setBusy(true)
    try {
      const { slug } = await acceptInvitation(token)
      // Another organisation is another document, with nothing cached from before.
      location.assign(`/app/${slug}`)
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }

  async function changeAccount() {
    await post('/auth/logout').catch(() => undefined)
    location.assign(`/login?next=${encodeURIComponent(`/invitations/${token}`)}`)
  }

  const forAnother = hasCode(failure, 'organizations.invitation_for_another')
  return (
    <div className="grid gap-3">
      <FormError>{failure === undefined ? undefined : messageOf(failure)}</FormError>
      {!forAnother && (
        <Button variant="primary" size="lg" busy={busy} busyLabel="Joining…" onClick={() => void accept()}>
          Join {invitation.organization_name}
        </Button>
      )}
      <p className="text-sm text-ink-2">You are logged in as {me.email}.</p>
      <Button size="lg" onClick={() => void changeAccount()}>
        Use another account
      </Button>
    </div>
  )
}

function SignInFirst({ token, email_hint }: { token: string; email_hint: string }) {
  return (
    <div className="grid gap-3">
      <Link to="/login" search={{ next: `/invitations/${token}` }} className={buttonClass('primary', 'lg')}>
        Log in to join
      </Link>
      <Link to="/sign-up" onClick={() => awaitInvitation(token)} className={buttonClass('secondary', 'lg')}>
        Create an account
      </Link>
      <p className="text-sm text-ink-2">
        Use the address that the invitation went to, {email_hint}. A new account is confirmed by mail first; then you
        come back here.
      </p>
    </div>
  )
}
