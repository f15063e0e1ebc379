import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { messageOf } from '#web/api/problem.ts'
import { useCan } from '#web/app/session.ts'
import { uploadFile } from '#web/lead-imports/api.ts'
import { ImportLink } from '#web/lead-imports/import-link.tsx'
import { Progress } from '#web/lead-imports/progress.tsx'
import { FileDrop } from '#web/ui/file-drop.tsx'
import { FormError } from '#web/ui/form.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

type Sending = { name: string; bytes: number; sent: number }

/** Choosing the file; what is in it is looked at before anything is imported. */
export function NewImportPage() {
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  const canImport = useCan('leads.import')
  const running = useRef<AbortController>(null)
  const [sending, setSending] = useState<Sending>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => () => running.current?.abort(), [])

  async function choose(file: File) {
    const stop = new AbortController()
    running.current?.abort()
    running.current = stop
    setProblem(undefined)
    const whole = { name: file.name, bytes: file.size }
    setSending({ ...whole, sent: 0 })
    try {
      const { id } = await uploadFile(file, (sent) => setSending({ ...whole, sent }), stop.signal)
      await navigate({ to: '.', params: (before) => ({ ...before, _splat: `imports/${id}` }) })
    } catch (error) {
      if (stop.signal.aborted) return
      setSending(undefined)
      setProblem(error instanceof Error ? error.message : messageOf(error))
    }
  }

  return (
    <>
      <PageHeader title="Import leads" section="Leads" back={<ImportLink className={backClass}>Imports</ImportLink>} />
      {!canImport && <Empty title="Your role may look at leads, and not import them" />}
      {canImport && (
        <div className="grid max-w-3xl gap-4">
          <FileDrop
            label="Choose a CSV file"
            hint="or drop it here: up to 100 MB, with commas, semicolons or tabs"
            accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
            fileName={sending?.name}
            isBusy={sending !== undefined}
            onFile={(file) => void choose(file)}
          />
          <FormError>{problem}</FormError>
          {sending && <Progress label="Uploading" done={sending.sent} total={sending.bytes} unit="bytes" />}
          <p className="text-sm text-ink-2">
            Next you say what each column is and see what would come in. Nothing is imported before you say so, and an
            import can be undone.
          </p>
        </div>
      )}
    </>
  )
}
