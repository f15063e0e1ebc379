import { queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { isStatus, messageOf } from '#web/api/problem.ts'
import { verifyEmail } from '#web/auth/sign-up-api.ts'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import { ResendTo } from '#web/auth/check-mail-page.tsx'
import { awaitedInvitation } from '#web/auth/awaited-invitation.ts'
import { Button } from '#web/ui/button.tsx'
import { useTitle } from '#web/ui/title.ts'

const route = getRouteApi('/verify/$token')

/** A query, so that the one-time token is sent once however often somebody clicks. */
const verification = (token: string) =>
  queryOptions({
    queryKey: ['verify', token],
    queryFn: () => verifyEmail(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Waits for a click: programs that look into mail open links and run scripts, and must not confirm for anybody. */
export function VerifyPage() {
  useTitle('Confirm your e-mail')
  const { token } = route.useParams()
  const navigate = useNavigate()
  const [agreed, setAgreed] = useState(false)
  const { isSuccess, isFetching, error, refetch } = useQuery({ ...verification(token), enabled: agreed })

  useEffect(() => {
    const greeting = 'Your e-mail address is confirmed. Log in to go on.'
    const invitation = awaitedInvitation()
    const next = invitation ? `/invitations/${invitation}` : '/app'
    if (isSuccess) void navigate({ to: '/login', search: { next }, state: { greeting }, replace: true })
  }, [isSuccess, navigate])

  if (!error)
    return (
      <AuthLayout title="Confirm your e-mail address" lead="Do so if it was you who signed up with it. Then log in.">
        <Button
          variant="primary"
          size="lg"
          busy={isFetching || isSuccess}
          busyLabel="Confirming…"
          onClick={() => setAgreed(true)}
        >
          Confirm address
        </Button>
      </AuthLayout>
    )
  const expired = isStatus(error, 410)
  return (
    <AuthLayout
      title={expired ? 'This link no longer works' : 'Your address could not be confirmed'}
      lead={messageOf(error)}
    >
      {expired ? <ResendTo /> : <Button onClick={() => void refetch()}>Try again</Button>}
    </AuthLayout>
  )
}
