import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import type { ApiKeyWithSecret } from '#modules/api-keys/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { toast } from '#web/ui/toast.ts'

/** The one time that a key can be read. */
export function Secret({ apiKey, onClose }: { apiKey: ApiKeyWithSecret; onClose: () => void }) {
  const [copied, setCopied] = useState(false)
  const { name, secret, expires_at } = apiKey

  async function copy() {
    try {
      await navigator.clipboard.writeText(secret ?? '')
      setCopied(true)
    } catch {
      toast({ title: 'Could not copy', description: 'Select the key and copy it yourself.' })
    }
  }

  return (
    <Dialog
      wide
      title={`The key of ${name}`}
      description="Copy it now and keep it in the secrets of the program: it is never shown again."
      onClose={onClose}
    >
      <div className="grid gap-4">
        {secret === null ? (
          <p className="text-sm text-bad">The key was shown already. Revoke it and make another.</p>
        ) : (
          <p className="rounded-md border border-line bg-sunken px-3 py-2.5 font-mono text-sm break-all select-all">
            {secret}
          </p>
        )}
        <p className="text-sm text-ink-2">
          It is sent as <code className="font-mono text-xs">Authorization: Bearer …</code> and works until{' '}
          {formatDate(expires_at)}.
        </p>
        <div className="flex justify-end gap-2">
          {secret !== null && (
            <Button variant={copied ? 'secondary' : 'primary'} onClick={() => void copy()}>
              {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
              {copied ? 'Copied' : 'Copy the key'}
            </Button>
          )}
          <Button variant={copied ? 'primary' : 'secondary'} onClick={onClose}>
            I have kept it
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
