import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { isStatus, messageOf } from '#web/api/problem.ts'
import { meQuery } from '#web/app/session.ts'
import { AuthLayout } from '#web/auth/auth-layout.tsx'
import { MailboxLink } from '#web/auth/mailbox-link.tsx'
import { confirmEmailChange } from '#web/auth/account-api.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { useTitle } from '#web/ui/title.ts'

const route = getRouteApi('/confirm-email/$token')

/** A query, so that the token is sent once however often somebody clicks. */
const confirmation = (token: string) =>
  queryOptions({
    queryKey: ['confirm-email', token],
    queryFn: () => confirmEmailChange(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })

/**
 * Where the links lead that both addresses get when an account moves. Waits for a click: programs that look into mail
 * open links and run scripts, and would give the account away.
 */
export function ConfirmEmailPage() {
  useTitle('Change of address')
  const { token } = route.useParams()
  const queryClient = useQueryClient()
  const [agreed, setAgreed] = useState(false)
  const { data, isFetching, error, refetch } = useQuery({ ...confirmation(token), enabled: agreed })
  const isChanged = data?.status === 'changed'

  useEffect(() => {
    if (isChanged) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
  }, [isChanged, queryClient])

  if (error)
    return (
      <AuthLayout
        title={isStatus(error, 410) ? 'This link no longer works' : 'The address could not be confirmed'}
        lead={messageOf(error)}
      >
        {isStatus(error, 410) ? <ToApp /> : <Button onClick={() => void refetch()}>Try again</Button>}
      </AuthLayout>
    )
  if (!data)
    return (
      <AuthLayout
        title="Move your account?"
        lead="It moves to another address when both, the old one and the new one, have confirmed. Go on only if it was you who asked."
      >
        <Button variant="primary" size="lg" busy={isFetching} busyLabel="Confirming…" onClick={() => setAgreed(true)}>
          Confirm
        </Button>
      </AuthLayout>
    )
  if (isChanged)
    return (
      <AuthLayout title="Your account has moved" lead="Both addresses confirmed. From now on log in with the new one.">
        <ToApp />
      </AuthLayout>
    )
  return (
    <AuthLayout
      title="One of two confirmed"
      lead="Now open the link that we sent to your other address. Your account moves when both have confirmed."
    >
      <MailboxLink email={undefined} />
    </AuthLayout>
  )
}

function ToApp() {
  return (
    <Link to="/app" className={buttonClass('primary', 'lg')}>
      Go to the app
    </Link>
  )
}
