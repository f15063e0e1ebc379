import { Download } from 'lucide-react'
import type { LeadCountQuery } from '#modules/leads/schemas.ts'
import { fileUrl } from '#web/api/client.ts'
import { useCan } from '#web/app/session.ts'
import { buttonClass } from '#web/ui/button.tsx'

/** A CSV of what the filter shows; the browser saves it as it comes, and can stop it. Nothing for who may not. */
export function ExportLeads({ filter }: { filter: LeadCountQuery }) {
  const canExport = useCan('leads.export')
  if (!canExport) return null
  return (
    <a href={fileUrl('/leads/export', filter)} download className={buttonClass()}>
      <Download aria-hidden />
      <span className="max-md:sr-only">Export CSV</span>
    </a>
  )
}
