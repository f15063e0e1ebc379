import { useFormContext } from 'react-hook-form'
import type { DraftForm } from '#web/invoices/draft-form.ts'
import { TextArea } from '#web/ui/field.tsx'

export function DraftNotes() {
  const { register, formState } = useFormContext<DraftForm>()
  return (
    <div className="pt-6">
      <TextArea
        label="Notes"
        optional
        rows={2}
        hint="Printed below the total"
        maxLength={2000}
        error={formState.errors.notes?.message}
        {...register('notes')}
      />
    </div>
  )
}
