import { Copy, Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { useMe } from '#web/app/session.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/choice.tsx'
import { toast } from '#web/ui/toast.ts'

/** Shown once, so one may only go on after saying that they are kept. On paper they stand alone. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { email } = useMe()
  const [isKept, setKept] = useState(false)
  const text = [`Recovery codes of ${email} for NexusCore. Each works once.`, '', ...codes, ''].join('\n')

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      toast({ title: 'Codes copied' })
    } catch {
      toast({ title: 'Could not copy', description: 'Select the codes and copy them yourself.' })
    }
  }

  return (
    <div className="grid gap-4">
      <p className="text-sm text-ink-2">
        Each of these codes logs you in once when you do not have your phone or passkey. Keep them where only you get at
        them; they are not shown again.
      </p>
      <div
        data-print="alone"
        className="grid gap-3 rounded-lg border border-line bg-sunken px-4 py-3 text-sm print:border-0 print:bg-transparent print:p-0"
      >
        <p className="hidden print:block">Recovery codes of {email} for NexusCore. Each works once.</p>
        <ol aria-label="Recovery codes" className="grid gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void copy()}>
          <Copy aria-hidden />
          Copy
        </Button>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="nexuscore-recovery-codes.txt"
          className={buttonClass()}
        >
          <Download aria-hidden />
          Download
        </a>
        <Button onClick={() => window.print()}>
          <Printer aria-hidden />
          Print
        </Button>
      </div>
      <Checkbox label="I have kept these codes" checked={isKept} onChange={(event) => setKept(event.target.checked)} />
      <div className="flex justify-end">
        <Button variant="primary" disabled={!isKept} onClick={onKept}>
          Done
        </Button>
      </div>
    </div>
  )
}
