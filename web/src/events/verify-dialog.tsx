import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Fault, Verification } from '#modules/events/schemas.ts'
import { formatCount, formatDateTime } from '#web/api/format.ts'
import { messageOf } from '#web/api/problem.ts'
import { verifyEvents } from '#web/events/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form.tsx'

/** Walks the chain of events on the server and says whether it is what was sealed. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const [verification, setVerification] = useState<Verification>()
  const [failure, setFailure] = useState<unknown>()
  const isRunning = verification === undefined && failure === undefined
  const begun = useRef(false)

  // Each run is itself an event, so it must not be one of the queries that news of events read again.
  function verify() {
    setVerification(undefined)
    setFailure(undefined)
    verifyEvents().then(setVerification, setFailure)
  }
  useEffect(() => {
    if (!begun.current) verify()
    begun.current = true
  }, [])

  return (
    <Dialog
      title="Verify the audit trail"
      description="Each event is sealed with the one before it. Changing, removing or moving one breaks the chain."
      onClose={onClose}
    >
      <div className="grid gap-4" aria-busy={isRunning}>
        <div role="status">
          {isRunning && <p className="text-sm text-ink-2">Walking the chain from its first event…</p>}
          {verification && <Result verification={verification} />}
        </div>
        {failure !== undefined && <FormError>{messageOf(failure)}</FormError>}
        <div className="flex justify-end gap-2">
          <Button busy={isRunning} onClick={verify}>
            Verify again
          </Button>
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Dialog>
  )
}

function Result({ verification }: { verification: Verification }) {
  const { is_intact, fault, sealed, unsealed, erased, signed_head, verified_at } = verification
  const Icon = is_intact ? ShieldCheck : ShieldAlert
  return (
    <div className="grid gap-3 text-sm">
      <p
        className={`flex items-start gap-2 rounded-md px-3 py-2 font-medium ${is_intact ? 'bg-ok-bg text-ok' : 'bg-bad-bg text-bad'}`}
      >
        <Icon aria-hidden className="size-4.5 shrink-0" />
        {fault
          ? faultWords(fault)
          : `Intact up to event ${formatCount(sealed)}. Nothing was changed, removed or moved.`}
      </p>
      {fault?.event_id && (
        <p className="text-ink-2">
          The event: <CopyText value={fault.event_id} label="Copy the event ID" />
        </p>
      )}
      <ul className="grid gap-1 text-ink-2">
        {!is_intact && <li>Up to there {formatCount(sealed)} events are intact.</li>}
        {unsealed > 0 && <li>{formatCount(unsealed)} of the last moments are not sealed yet.</li>}
        {erased > 0 && <li>In {formatCount(erased)} of them personal data was erased, as recorded.</li>}
        <li>
          {signed_head
            ? `Compared with the signed head of event ${formatCount(signed_head.seq)}, kept outside the database since ${formatDateTime(signed_head.signed_at)}.`
            : 'No signed head is kept outside the database yet, so only the chain itself was checked.'}
        </li>
        <li>Verified {formatDateTime(verified_at)}.</li>
      </ul>
    </div>
  )
}

function faultWords({ kind, seq }: Fault): string {
  const place = seq === null ? 'an event outside the chain' : `event ${formatCount(seq)}`
  const words: Record<Fault['kind'], string> = {
    changed: `Broken: ${place} is not what was sealed.`,
    deleted: `Broken: ${place} is missing.`,
    inserted: `Broken: ${place} was added later.`,
    reordered: `Broken: ${place} stands in the place of another.`,
    truncated: `Broken: the end is missing, from ${place} on.`,
    rewritten: `Broken: the chain was made anew; ${place} differs from the signed head.`,
  }
  return words[kind]
}
