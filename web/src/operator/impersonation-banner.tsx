import { useState } from 'react'
import { post } from '#web/api/client.ts'
import { formatTime } from '#web/api/format.ts'
import type { MyOrganization } from '#web/app/session.ts'
import { Button } from '#web/ui/button.tsx'
import { toastError } from '#web/ui/toast.ts'

type Props = { impersonation: NonNullable<MyOrganization['impersonation']> }

/** On every page for as long as an operator stands in for somebody. */
export default function ImpersonationBanner({ impersonation }: Props) {
  const { id, operator_name, user_name, reason, is_read_only, ends_at } = impersonation
  const [busy, setBusy] = useState(false)

  async function end() {
    setBusy(true)
    try {
      await post(`/operator/impersonations/${id}/end`)
      location.assign('/operator/organizations')
    } catch (error) {
      toastError('You are still standing in', error)
      setBusy(false)
    }
  }

  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-bad/30 bg-bad-bg px-4 py-2 text-sm md:px-8 print:hidden"
    >
      <p className="min-w-0 flex-1 basis-60 text-bad">
        <strong className="font-semibold">
          {operator_name} stands in for {user_name}
        </strong>{' '}
        until {formatTime(ends_at)}, {is_read_only ? 'to look only' : 'and may change things'}: “{reason}”
      </p>
      <Button busy={busy} onClick={() => void end()}>
        End it
      </Button>
    </div>
  )
}
