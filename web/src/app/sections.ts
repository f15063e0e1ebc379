import { Building2, History, type LucideIcon, ReceiptText, Users, Wallet } from 'lucide-react'

export type Section = { to: string; label: string; icon: LucideIcon; key: string; permission: string }

/** The shell's navigation; `g` then the key goes there. */
export const sections: Section[] = [
  { to: '/app/$slug', label: 'Money', icon: Wallet, key: 'm', permission: 'payments.read' },
  { to: '/app/$slug/invoices', label: 'Invoices', icon: ReceiptText, key: 'i', permission: 'invoices.read' },
  { to: '/app/$slug/customers', label: 'Customers', icon: Users, key: 'c', permission: 'customers.read' },
  { to: '/app/$slug/activity', label: 'Activity', icon: History, key: 'a', permission: 'events.read' },
  { to: '/app/$slug/settings', label: 'Settings', icon: Building2, key: 's', permission: 'organizations.read' },
]
