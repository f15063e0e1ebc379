import { type Json, of } from './docs-story.ts'

const meter_id = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00c'
const meter = { code: 'api-calls', name: 'API calls', unit: 'call' }
/** What the examples tell of meters, and of what they count. */
export const usageStory: Record<string, Json> = {
  ...of('NewMeter', meter),
  ...of('Meter', { ...meter, id: meter_id }),
  ...of('MeterChanges', { name: meter.name, unit: 'request' }),
  ...of('MeterUsage', { ...meter, total: '1840' }),
  ...of('NewUsageEvent', { meter: meter.code, quantity: '12' }),
  ...of('UsageEvent', { quantity: '12', unique_value: null }),
  ...of('UsagePoint', { date: '2026-11-22', quantity: '64' }),
  ...of('Usage', { from_date: '2026-10-24', last_date: '2026-11-22' }),
  ...of('IngestedUsage', { accepted_count: 99, duplicate_count: 0, late_count: 0 }),
  ...of('UsageRejection', { index: 41, detail: 'There is no such customer.' }),
  'UsageRejection.code': 'unknown_customer',
  meter_id: meter_id,
  event_key: 'req-7f31c0',
  occurred_at: '2026-11-22T01:29:58Z',
  counted_at: '2026-11-22T01:29:58Z',
}
