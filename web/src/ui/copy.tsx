import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { toast } from '#web/ui/toast.ts'

/** An id, number or UEN that copies on click and says so. */
export function CopyText({ value, label = 'Copy', children }: { value: string; label?: string; children?: string }) {
  const [copied, setCopied] = useState(false)

  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
      setTimeout(() => setCopied(false), 1600)
    } catch {
      toast({ title: 'Could not copy', description: 'Select the text and copy it yourself.' })
    }
  }

  return (
    <button
      type="button"
      onClick={() => void copy()}
      title={copied ? 'Copied' : label}
      className="group -mx-1 inline-flex max-w-full items-center gap-1 rounded px-1 text-left hover:bg-hover pointer-coarse:-my-3 pointer-coarse:min-h-11"
    >
      <span className="truncate">{children ?? value}</span>
      <span className="text-ink-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100 [&_svg]:size-3.5">
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      </span>
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </button>
  )
}
