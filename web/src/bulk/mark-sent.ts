import type { Invoice } from '#modules/invoices/schemas.ts'
import { post } from '#web/api/client.ts'
import { toastError, toastUndo } from '#web/ui/toast.ts'

/** It went on paper or by chat; the life line hears of it by the event. */
export async function markSent({ id, number }: Invoice): Promise<void> {
  const failed = (error: unknown) => toastError(`${number} could not be marked`, error)
  try {
    await post(`/invoices/${id}/mark-sent`)
    toastUndo(`${number} is marked as sent`, () => void post(`/invoices/${id}/unmark-sent`).catch(failed))
  } catch (error) {
    failed(error)
  }
}
