import { type Static, Type } from 'typebox'
import {
  BasisPoints,
  Cents,
  Day,
  Id,
  Input,
  Instant,
  Line,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
  Version,
} from '#platform/schemas.ts'

const couponMeanings = {
  percent_off_bp: 'Off each invoice; null for an amount',
  amount_off_cents: 'Off each invoice, never more than it, before GST; null for a percentage',
  duration: '`once` for the first invoice, `months` for some months, `forever` as long as it is kept',
  duration_months: 'Months of `months`; null for the others',
  max_redemptions: 'How many subscriptions may have it in all; null for any number',
  expires_date: 'The last day on which it can be redeemed; null without end. Who has it keeps it',
}
const MaxRedemptions = Nullable(
  Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: couponMeanings.max_redemptions }),
)
const couponCode = 'What customers type; capitals, digits and hyphens'

export type NewCoupon = Static<typeof NewCoupon>
export const NewCoupon = Input('NewCoupon', {
  code: Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$',
    maxLength: 40,
    description: `${couponCode}. Small letters become capitals`,
  }),
  name: Meaning(Line(100), 'Printed on invoices'),
  percent_off_bp: Type.Optional(
    Nullable(
      Type.Integer({ minimum: 1, maximum: 10_000, description: `${couponMeanings.percent_off_bp}; 900 is 9 %` }),
    ),
  ),
  amount_off_cents: Type.Optional(
    Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: couponMeanings.amount_off_cents })),
  ),
  duration: Meaning(OneOf('once', 'months', 'forever'), couponMeanings.duration),
  duration_months: Type.Optional(
    Nullable(Type.Integer({ minimum: 1, maximum: 120, description: couponMeanings.duration_months })),
  ),
  max_redemptions: Type.Optional(MaxRedemptions),
  expires_date: Meaning(Type.Optional(Nullable(Day)), couponMeanings.expires_date),
})

/** What it takes off stays, for somebody was promised it. */
export type CouponChanges = Static<typeof CouponChanges>
export const CouponChanges = Type.Object(
  {
    name: Meaning(Type.Optional(Line(100)), 'Printed on invoices'),
    max_redemptions: Type.Optional(MaxRedemptions),
    expires_date: Meaning(Type.Optional(Nullable(Day)), couponMeanings.expires_date),
  },
  { title: 'CouponChanges', additionalProperties: false, minProperties: 1 },
)

export type Coupon = Static<typeof Coupon>
export const Coupon = Output('Coupon', {
  id: Id,
  code: Meaning(Type.String(), couponCode),
  name: Meaning(Type.String(), 'Printed on invoices'),
  percent_off_bp: Meaning(Nullable(BasisPoints), couponMeanings.percent_off_bp),
  amount_off_cents: Meaning(Nullable(Cents), couponMeanings.amount_off_cents),
  duration: Meaning(OneOf('once', 'months', 'forever'), couponMeanings.duration),
  duration_months: Nullable(Type.Integer({ description: couponMeanings.duration_months })),
  max_redemptions: Nullable(Type.Integer({ description: couponMeanings.max_redemptions })),
  redemption_count: Type.Integer({ description: 'How many subscriptions were given it' }),
  expires_date: Meaning(Nullable(Day), couponMeanings.expires_date),
  archived_at: Meaning(Nullable(Instant), 'Null while it can be redeemed'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type CouponQuery = Static<typeof CouponQuery>
export const CouponQuery = Input('CouponQuery', {
  ...ListQuery,
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name or code' })),
  archived: Meaning(Type.Optional(OneOf('no', 'yes', 'all')), '`no` unless you say otherwise'),
})
export type CouponPage = Static<typeof CouponPage>
export const CouponPage = Page('CouponPage', Coupon)
