import { useQueryClient } from '@tanstack/react-query'
import { toast, toastError } from '#web/ui/toast.ts'

/** Runs a change of the settings, says that it is done, and reads what depends on it again. */
export function useSettingsChange() {
  const queryClient = useQueryClient()

  /** For forms, which show a refusal themselves. */
  async function save(call: Promise<unknown>, done: string) {
    await call
    void queryClient.invalidateQueries({ queryKey: ['lead-settings'] })
    void queryClient.invalidateQueries({ queryKey: ['leads'] })
    toast({ title: done })
  }
  async function run(call: Promise<unknown>, done: string, failed: string) {
    try {
      await save(call, done)
    } catch (error) {
      toastError(failed, error)
      void queryClient.invalidateQueries({ queryKey: ['lead-settings'] })
    }
  }
  return { save, run }
}
