import type { ComponentProps } from 'react'
import { TextField } from '#web/ui/field.tsx'

type Props = Omit<ComponentProps<typeof TextField>, 'label'>

/** What of a coupon can be changed: how it is called, how often and how long it can be redeemed. */
export type CouponLimits = { name: string; max_redemptions: string; expires_date: string }

export const toLimits = ({ name, max_redemptions, expires_date }: CouponLimits) => ({
  name: name.trim(),
  max_redemptions: max_redemptions.trim() === '' ? null : Number(max_redemptions),
  expires_date: expires_date || null,
})

export const NameField = (props: Props) => (
  <TextField label="Name" hint="Printed on invoices" maxLength={100} autoComplete="off" {...props} />
)

export const RedemptionsField = (props: Props) => (
  <TextField
    label="Redemptions"
    optional
    inputMode="numeric"
    autoComplete="off"
    hint="How many subscriptions may have it; empty for any number"
    {...props}
  />
)

export const LastDayField = (props: Props) => (
  <TextField label="Last day" optional type="date" hint="On which it can be redeemed" {...props} />
)
