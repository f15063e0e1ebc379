import { Check, Copy, ExternalLink } from 'lucide-react'
import { lazy, Suspense, useId, useState } from 'react'
import type { LeadForm } from '#modules/lead-forms/schemas.ts'
import { curlOf, htmlOf, pageUrl, snippetOf } from '#web/lead-forms/share-snippets.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { toast } from '#web/ui/toast.ts'

const QrCode = lazy(() => import('#web/auth/qr-code.tsx'))
const ways = [
  ['link', 'Link'],
  ['site', 'Your site'],
  ['html', 'HTML'],
  ['api', 'API'],
] as const

/** All the ways in which a form reaches people. */
export function ShareDialog({ form, onClose }: { form: LeadForm; onClose: () => void }) {
  const [way, setWay] = useState<(typeof ways)[number][0]>('link')
  const { origin } = location
  const sites = form.allowed_origins
  return (
    <Dialog title={`Share ${form.name}`} onClose={onClose} wide>
      <div className="grid gap-4">
        <div role="group" aria-label="How" className="flex flex-wrap gap-1">
          {ways.map(([value, label]) => (
            <button
              key={value}
              type="button"
              aria-pressed={way === value}
              onClick={() => setWay(value)}
              className={cx(
                'h-8 shrink-0 rounded-md px-2.5 text-sm text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11',
                way === value && 'bg-sunken font-medium text-ink! ring-1 ring-line',
              )}
            >
              {label}
            </button>
          ))}
        </div>
        {!form.is_open && (
          <p className="rounded-md bg-warn-bg px-3 py-2 text-sm text-warn">
            This form is closed: whoever opens it is told so.
          </p>
        )}
        {way === 'link' && (
          <>
            <Snippet label="Address of its own page" text={pageUrl(origin, form)} />
            <div className="flex flex-wrap items-center gap-4">
              <Suspense>
                <QrCode text={pageUrl(origin, form)} label={`QR code of ${form.name}`} />
              </Suspense>
              <div className="grid max-w-60 gap-3 text-sm text-ink-2">
                <p>For a stand, a flyer or a shop window: a phone that scans it opens the form.</p>
                <a
                  href={pageUrl(origin, form)}
                  target="_blank"
                  rel="noopener"
                  className={`${buttonClass()} justify-self-start`}
                >
                  <ExternalLink aria-hidden />
                  Open the form
                </a>
              </div>
            </div>
          </>
        )}
        {way === 'site' && (
          <>
            <Sites sites={sites} />
            <Snippet label="Paste this where the form is to stand" text={snippetOf(origin, form)} />
            <p className="text-sm text-ink-2">
              The form takes over the font of your site, and says by itself what is wrong and that it was sent. In the
              visitor’s browser, for your site alone, it keeps how they first and last came to you and the last 30 pages
              they looked at; <code>data-keep="no"</code> keeps nothing.
            </p>
          </>
        )}
        {way === 'html' && (
          <>
            <Sites sites={sites} />
            <Snippet label="A form to style as you like" text={htmlOf(origin, form)} tall />
            <p className="text-sm text-ink-2">
              Keep the names of the inputs. Without the last line it works too; the visitor then leaves your page.
            </p>
          </>
        )}
        {way === 'api' && (
          <>
            <Snippet label="From a program of yours" text={curlOf(origin, form)} tall />
            <p className="text-sm text-ink-2">Programs that are no browsers need no listed site, and no key.</p>
          </>
        )}
        <div className="flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Dialog>
  )
}

function Sites({ sites }: { sites: string[] }) {
  return sites.length > 0 ? (
    <p className="text-sm text-ink-2 wrap-anywhere">It works on {sites.join(', ')}.</p>
  ) : (
    <p className="rounded-md bg-warn-bg px-3 py-2 text-sm text-warn">
      It works on no site yet: add yours under “Sites it may stand on”, and save.
    </p>
  )
}

function Snippet({ label, text, tall = false }: { label: string; text: string; tall?: boolean }) {
  const id = useId()
  const [copied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 1600)
    } catch {
      toast({ title: 'Could not copy', description: 'Select the text and copy it yourself.' })
    }
  }
  return (
    <div className="grid gap-1">
      <div className="flex items-center justify-between gap-2">
        <span id={id} className="text-sm font-medium">
          {label}
        </span>
        <Button size="sm" aria-label={`Copy: ${label}`} onClick={() => void copy()}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span role="status">{copied ? 'Copied' : 'Copy'}</span>
        </Button>
      </div>
      <pre
        tabIndex={0}
        role="region"
        aria-labelledby={id}
        className={cx(
          'overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs leading-5',
          tall ? 'max-h-80' : 'break-all whitespace-pre-wrap',
        )}
      >
        {text}
      </pre>
    </div>
  )
}
