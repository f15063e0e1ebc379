import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PortalModule, PortalSettingsChanges, SellerPortal } from '#modules/portal/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { changePortalSettings } from '#web/portal/api.ts'
import { sellerPortalQuery } from '#web/portal/queries.ts'
import { Checkbox, Switch } from '#web/ui/choice.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'
import { toast, toastError } from '#web/ui/toast.ts'

const modules: readonly (readonly [PortalModule, string, string])[] = [
  ['invoices', 'Invoices', 'What is due, with a way to pay, and every invoice as PDF.'],
  ['credit_notes', 'Credit notes', 'Every credit note as PDF.'],
  ['statement', 'Statement of account', 'As it is now, for any days, also as PDF.'],
  ['plan', 'Plan', 'Their subscriptions and when they renew.'],
  [
    'details',
    'Details',
    'Name, UEN, address and e-mail for bills, which they may correct. You see each change in the activity.',
  ],
]

/** Whether customers have a portal, what they find in it, and where it is. Each choice holds at once. */
export function PortalSettingsPage() {
  useTitle('Customer portal', 'Settings')
  const queryClient = useQueryClient()
  const canEdit = useCan('portal.write')
  const { data, error, refetch } = useQuery(sellerPortalQuery)
  if (error && !data)
    return <ErrorState title="The portal could not be loaded" error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-96 w-full max-w-3xl" />

  async function change(changes: PortalSettingsChanges, done: string) {
    const before = data
    const show = (portal: SellerPortal | undefined) => queryClient.setQueryData(sellerPortalQuery.queryKey, portal)
    show({ ...data!, ...changes })
    try {
      show(await changePortalSettings(changes))
      toast({ title: done })
    } catch (refusal) {
      show(before)
      toastError('The portal could not be changed', refusal)
    }
  }
  const shown = new Set(data.modules)
  const toggle = (module: PortalModule, label: string, is_shown: boolean) =>
    change(
      { modules: is_shown ? [...data.modules, module] : data.modules.filter((each) => each !== module) },
      is_shown ? `${label} shown` : `${label} hidden`,
    )
  return (
    <div className="grid max-w-3xl gap-6">
      <Switch
        label="Customer portal"
        hint="Customers come in by a link in a mail, without a password, and see what is theirs alone."
        checked={data.is_enabled}
        disabled={!canEdit}
        onChange={(event) =>
          void change(
            { is_enabled: event.target.checked },
            event.target.checked ? 'The portal is open' : 'The portal is closed',
          )
        }
      />
      <section aria-labelledby="address">
        <h2 id="address" className="pb-1 text-base font-semibold">
          Its address
        </h2>
        <p className="pb-2 text-sm text-ink-2">
          Put it on your website and below your mails. Whoever types the address that your bills go to gets a link.
        </p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <CopyText value={data.url} label="Copy the address of the portal" />
          {data.is_enabled && (
            <a href={data.url} target="_blank" rel="noopener" className={textLinkClass}>
              Open it
            </a>
          )}
        </div>
        {!data.is_enabled && <p className="pt-1 text-sm text-ink-2">It answers nobody while the portal is off.</p>}
      </section>
      <fieldset className="grid gap-3">
        <legend className="pb-2 text-base font-semibold">What customers find</legend>
        {modules.map(([module, label, hint]) => (
          <Checkbox
            key={module}
            label={label}
            hint={hint}
            checked={shown.has(module)}
            disabled={!canEdit}
            onChange={(event) => void toggle(module, label, event.target.checked)}
          />
        ))}
      </fieldset>
      <Switch
        label="Customers may change their plan"
        hint="To plans on your price page, and the number of seats. They see the cost to the cent; your billing rules say when it holds. Never to less before a minimum term is over."
        checked={data.allows_plan_change}
        disabled={!canEdit || !shown.has('plan')}
        onChange={(event) =>
          void change(
            { allows_plan_change: event.target.checked },
            event.target.checked ? 'Customers may change their plan' : 'Plans are changed by you alone',
          )
        }
      />
    </div>
  )
}
