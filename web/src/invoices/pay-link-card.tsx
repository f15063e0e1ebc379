import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Ban, Copy, Ellipsis, ExternalLink, Link2, RefreshCw } from 'lucide-react'
import type { Invoice } from '#modules/invoices/schemas.ts'
import type { PayLink } from '#modules/pay-pages/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { getPayLink, replacePayLink, revokePayLink } from '#web/invoices/api.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** The link under which the customer pays, to be sent along by mail or chat. */
export function PayLinkCard({ invoice }: { invoice: Invoice }) {
  const queryClient = useQueryClient()
  const queryKey = ['invoices', 'pay-link', invoice.id]
  const { data: link } = useQuery({ queryKey, queryFn: () => getPayLink(invoice.id) })
  const canChange = useCan('pay_links.write')
  if (!link) return null

  async function change(verb: (id: string) => Promise<PayLink>, title: string) {
    try {
      queryClient.setQueryData(queryKey, await verb(invoice.id))
      toast({ title })
    } catch (error) {
      toastError('The pay link could not be changed', error)
    }
  }
  const replace = () => void change(replacePayLink, 'There is a new pay link. The one before opens nothing any more.')

  return (
    <section aria-labelledby="pay-link" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <div className="flex items-center justify-between gap-2">
        <h2 id="pay-link" className="text-base font-semibold">
          Pay link
        </h2>
        {canChange && link.url && (
          <Menu
            label="More about the pay link"
            trigger={<Ellipsis aria-hidden />}
            className={`${buttonClass('ghost')} pointer-coarse:w-11`}
            items={[
              { label: 'Replace with a new link', icon: <RefreshCw aria-hidden />, onSelect: replace },
              'separator',
              {
                label: 'Revoke the link',
                icon: <Ban aria-hidden />,
                danger: true,
                onSelect: () => void change(revokePayLink, 'The pay link opens nothing any more.'),
              },
            ]}
          />
        )}
      </div>
      {link.url ? <Working url={link.url} /> : <Revoked canChange={canChange} onReplace={replace} />}
    </section>
  )
}

function Working({ url }: { url: string }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(url)
      toast({ title: 'Pay link copied' })
    } catch {
      toast({ title: 'Could not copy', description: 'Open the page and copy its address.' })
    }
  }
  return (
    <>
      <p className="pb-2 text-sm text-ink-2">Whoever has it sees what is due, and pays without logging in.</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void copy()}>
          <Copy aria-hidden />
          Copy pay link
        </Button>
        <a href={url} target="_blank" rel="noreferrer" className={buttonClass('ghost')}>
          <ExternalLink aria-hidden />
          Open
        </a>
      </div>
    </>
  )
}

function Revoked({ canChange, onReplace }: { canChange: boolean; onReplace: () => void }) {
  return (
    <>
      <p className="pb-2 text-sm text-ink-2">It was revoked: nobody can open the pay page of this invoice.</p>
      {canChange && (
        <Button onClick={onReplace}>
          <Link2 aria-hidden />
          Make a new link
        </Button>
      )}
    </>
  )
}
