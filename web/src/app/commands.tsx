import { Contrast, FilePlus, Keyboard, Landmark, Upload, UserPlus, UserRoundSearch } from 'lucide-react'
import type { ComponentType } from 'react'
import type { CustomerPage } from '#modules/customers/schemas.ts'
import type { InvoicePage } from '#modules/invoices/schemas.ts'
import type { LeadPage } from '#modules/leads/schemas.ts'
import { get } from '#web/api/client.ts'
import { formatMoney } from '#web/api/format.ts'
import { CustomersIcon, InvoicesIcon, LeadsIcon } from '#web/app/icons.tsx'
import { sections } from '#web/app/sections.ts'
import { useOrganization } from '#web/app/session.ts'
import { setTheme, themes } from '#web/app/theme.ts'

type Target = { to: string; params: Record<string, string>; search?: Record<string, string> } | { run: () => void }
export type Command = {
  id: string
  label: string
  icon: ComponentType<{ className?: string }>
  hint?: string
  keys?: string[]
} & Target
export type Commands = Command[]

/** What the palette offers before anything is searched: pages, things to make, the theme. */
export function useCommands({ onKeys }: { onKeys: () => void }): Commands {
  const { slug, permissions } = useOrganization()
  const params = { slug }
  const may = (permission: string) => permissions.includes(permission)
  return [
    ...(may('invoices.write')
      ? [
          {
            id: 'new-invoice',
            label: 'New invoice',
            icon: FilePlus,
            keys: ['n'],
            to: '/app/$slug/invoices/new',
            params,
          },
        ]
      : []),
    ...(may('customers.write')
      ? [{ id: 'new-customer', label: 'New customer', icon: UserPlus, to: '/app/$slug/customers/new', params }]
      : []),
    ...(may('leads.write')
      ? [
          {
            id: 'new-lead',
            label: 'New lead',
            icon: UserRoundSearch,
            to: '/app/$slug/leads/$',
            params: { slug, _splat: '' },
            search: { new: 'yes' },
          },
        ]
      : []),
    ...(may('bank.read')
      ? [
          {
            id: 'bank',
            label: 'Match bank money',
            icon: Landmark,
            to: '/app/$slug/bank/$',
            params: { slug, _splat: '' },
          },
        ]
      : []),
    ...(may('bank.write')
      ? [
          {
            id: 'import-statement',
            label: 'Import bank statement',
            icon: Upload,
            to: '/app/$slug/bank/$',
            params: { slug, _splat: 'import' },
          },
        ]
      : []),
    ...sections
      .filter((section) => may(section.permission))
      .map(({ to, label, icon, key }) => ({ id: to, label: `Go to ${label}`, icon, keys: ['g', key], to, params })),

    ...themes.map(({ value, label }) => ({
      id: value,
      label: `Theme: ${label.toLowerCase()}`,
      icon: Contrast,
      run: () => setTheme(value),
    })),
    { id: 'keys', label: 'Keyboard shortcuts', icon: Keyboard, keys: ['?'], run: onKeys },
  ]
}

export async function searchRecords(
  q: string,
  slug: string,
  permissions: string[],
  signal: AbortSignal,
): Promise<Commands> {
  const query = { q, limit: 5 }
  const may = (permission: string) => permissions.includes(permission)
  const [invoices, customers, leads] = await Promise.all([
    may('invoices.read') ? get<InvoicePage>('/invoices', { query, signal }) : undefined,
    may('customers.read') ? get<CustomerPage>('/customers', { query, signal }) : undefined,
    may('leads.read') ? get<LeadPage>('/leads', { query, signal }) : undefined,
  ])
  return [
    ...(customers?.data ?? []).map(({ id, name, uen }) => ({
      id,
      label: name,
      icon: CustomersIcon,
      hint: uen ?? 'Customer',
      to: '/app/$slug/customers/$id',
      params: { slug, id },
    })),
    ...(leads?.data ?? []).map(({ id, name, company }) => ({
      id,
      label: name,
      icon: LeadsIcon,
      hint: company ?? 'Lead',
      to: '/app/$slug/leads/$',
      params: { slug, _splat: id },
    })),
    ...(invoices?.data ?? []).map((invoice) => ({
      id: invoice.id,
      label: `${invoice.number} · ${invoice.customer_name}`,
      icon: InvoicesIcon,
      hint: formatMoney(invoice.total_amount_cents),
      to: '/app/$slug/invoices/$id',
      params: { slug, id: invoice.id },
    })),
  ]
}
