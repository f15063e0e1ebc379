import { useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Monitor, Smartphone } from 'lucide-react'
import { useState } from 'react'
import type { SessionList } from '#modules/auth/schemas.ts'
import { sessionsQuery } from '#web/auth/queries.ts'
import { endOtherSessions, endSession } from '#web/auth/account-api.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { FormSection } from '#web/ui/form.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

type Session = SessionList['data'][number]

export function SessionsSection() {
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery(sessionsQuery)
  const [asking, setAsking] = useState(false)
  const [ending, setEnding] = useState<string>()
  const sessions = data?.data
  const others = sessions?.filter((session) => !session.is_current).length ?? 0
  const readAgain = () => queryClient.invalidateQueries({ queryKey: ['security'] })

  async function end(session: Session) {
    setEnding(session.id)
    try {
      await endSession(session.id)
      toast({ title: `Logged out: ${session.device}` })
    } catch (failure) {
      toastError('This session could not be ended', failure)
    } finally {
      await readAgain()
      setEnding(undefined)
    }
  }

  async function endOthers() {
    const { ended_count } = await endOtherSessions()
    setAsking(false)
    toast({ title: ended_count === 1 ? '1 session was logged out' : `${ended_count} sessions were logged out` })
    await readAgain()
  }

  return (
    <FormSection title="Where you are logged in" hint="End what you do not know, and change your password then.">
      {error && !sessions && (
        <ErrorState title="Your sessions could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {!error && !sessions && <Skeleton className="h-28 w-full" />}
      {sessions && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {sessions.map((session) => (
            <li key={session.id} className="flex items-center gap-3 px-3 py-2.5">
              <DeviceIcon session={session} />
              <SessionText session={session} />
              {session.is_current ? (
                <Badge tone="ok">This one</Badge>
              ) : (
                <Button
                  size="sm"
                  busy={ending === session.id}
                  aria-label={`Log out ${session.device}`}
                  onClick={() => void end(session)}
                >
                  Log out
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {others > 1 && (
        <div>
          <Button onClick={() => setAsking(true)}>Log out everywhere else</Button>
        </div>
      )}
      {asking && (
        <ConfirmDialog
          title={`Log out ${others} other sessions?`}
          confirmLabel="Log out everywhere else"
          busyLabel="Logging out…"
          onConfirm={endOthers}
          onClose={() => setAsking(false)}
        >
          Whoever uses them has to log in again. What is typed there and not saved is lost.
        </ConfirmDialog>
      )}
    </FormSection>
  )
}

function DeviceIcon({ session: { kind, device } }: { session: Session }) {
  const Icon = kind === 'api' ? KeyRound : /iPhone|iPad|Android/.test(device) ? Smartphone : Monitor
  return <Icon aria-hidden className="size-5 shrink-0 text-ink-3" />
}

function SessionText({ session }: { session: Session }) {
  return (
    <div className="min-w-0 flex-1 text-sm">
      <p className="font-medium">
        {session.device}
        {session.kind === 'api' && <span className="font-normal text-ink-2"> · by access token</span>}
        {session.has_second_factor && <span className="font-normal text-ink-2"> · with a second factor</span>}
      </p>
      <p className="text-xs text-ink-2">
        Last used <TimeText value={session.last_used_at} />
        {session.ip && ` from ${session.ip}`}
        <span className="max-sm:hidden">
          {' '}
          · logged in <TimeText value={session.created_at} />
        </span>
      </p>
    </div>
  )
}
