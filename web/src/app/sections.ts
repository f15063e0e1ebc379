import {
  ActivityIcon,
  CustomersIcon,
  type Icon,
  InvoicesIcon,
  LeadsIcon,
  MoneyIcon,
  SettingsIcon,
  SubscriptionsIcon,
} from '#web/app/icons.tsx'

export type Section = {
  to: string
  label: string
  icon: Icon
  key: string
  permission: string
  /** Pages of the section that lie elsewhere: what their addresses go on with. */
  beside?: string[]
}

/** The shell's navigation; `g` then the key goes there. */
export const sections: Section[] = [
  { to: '/app/$slug', label: 'Money', icon: MoneyIcon, key: 'm', permission: 'payments.read' },
  { to: '/app/$slug/leads', label: 'Leads', icon: LeadsIcon, key: 'l', permission: 'leads.read' },
  {
    to: '/app/$slug/invoices',
    label: 'Invoices',
    icon: InvoicesIcon,
    key: 'i',
    permission: 'invoices.read',
    beside: ['billing/agreements'],
  },
  {
    to: '/app/$slug/subscriptions',
    label: 'Subscriptions',
    icon: SubscriptionsIcon,
    key: 'b',
    permission: 'subscriptions.read',
    beside: ['plans', 'coupons', 'usage', 'renewals'],
  },
  { to: '/app/$slug/customers', label: 'Customers', icon: CustomersIcon, key: 'c', permission: 'customers.read' },
  { to: '/app/$slug/activity', label: 'Activity', icon: ActivityIcon, key: 'a', permission: 'events.read' },
  {
    to: '/app/$slug/settings',
    label: 'Settings',
    icon: SettingsIcon,
    key: 's',
    permission: 'organizations.read',
    beside: ['stripe'],
  },
]

/** In which section an address lies. */
export const sectionAt = (path: string, slug: string) =>
  sections.findLast(
    ({ to, beside }) =>
      path.startsWith(to.replace('$slug', slug)) || beside?.some((part) => path.startsWith(`/app/${slug}/${part}`)),
  )
