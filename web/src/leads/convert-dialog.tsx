import { lazy, Suspense } from 'react'
import type { Lead } from '#modules/leads/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'

const ConvertForm = lazy(() => import('#web/leads/convert-form.tsx'))

type Props = {
  lead: Pick<Lead, 'id' | 'name' | 'company'>
  /** The stage for those who were won; the first one by default. */
  stageId?: string
  onConverted: () => void
  onCancel: () => void
}

/** What a lead becomes that was won. */
export function ConvertDialog({ lead, stageId, onConverted, onCancel }: Props) {
  const canConvert = useCan('leads.convert')
  if (!canConvert)
    return (
      <Dialog title={`${lead.name} is not a customer yet`} onClose={onCancel}>
        <p className="text-sm text-ink-2">
          Whoever is won becomes a customer, and your role may not make customers of leads. Ask an admin to convert this
          lead.
        </p>
        <div className="flex justify-end pt-4">
          <Button onClick={onCancel}>Close</Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title={`Convert ${lead.name}`} onClose={onCancel} wide>
      <Suspense fallback={<div className="h-80" />}>
        <ConvertForm id={lead.id} stageId={stageId} onConverted={onConverted} onCancel={onCancel} />
      </Suspense>
    </Dialog>
  )
}
