import type { NewApiKey } from '#modules/api-keys/schemas.ts'
import type { NewRole } from '#modules/roles/schemas.ts'

/**
 * The demo company. All names are made up; every UEN has a right check letter and a running number far above any that
 * was given out in its year, so it belongs to nobody.
 */
export const company = {
  name: 'Merlion Cloud Pte. Ltd.',
  uen: '201899901E',
  is_gst_registered: true,
  gst_reg_no: '201899901E',
  gst_registered_from: '2019-04-01',
  billing_email: 'accounts@merlion.example',
  address: { line1: '71 Ayer Rajah Crescent', line2: '#06-14', postal_code: '139951', country: 'SG' },
  timezone: 'Asia/Singapore',
}

export const people = [
  { email: 'mei@merlion.example', name: 'Mei Tan', role: 'owner' },
  { email: 'arjun@merlion.example', name: 'Arjun Nair', role: 'accountant' },
  { email: 'siti@merlion.example', name: 'Siti Rahman', role: 'admin' },
  { email: 'daniel@merlion.example', name: 'Daniel Lim', role: 'viewer' },
  { email: 'priya@merlion.example', name: 'Priya Menon', role: 'member' },
] as const

/** A role that the company made beside the six, and who has it. */
export const customRole: NewRole & { held_by: string } = {
  name: 'Sales assistant',
  description: 'Looks after customers and prepares drafts; issues nothing',
  permissions: ['customers.write', 'invoices.write', 'leads.write', 'payments.read', 'members.read'],
  held_by: 'priya@merlion.example',
}

/** Asked to join, and has not answered yet. */
export const invited = { email: 'grace@merlion.example', role: 'dpo' } as const

/** What a program of the company may do. Nobody has the key itself. */
export const apiKey: NewApiKey = {
  name: 'Nightly export to the bookkeeper',
  scopes: ['customers.read', 'invoices.read', 'payments.read'],
  allowed_networks: ['203.0.113.0/24'],
}

/** How a customer pays: in time, late, or in pieces. Shares follow Singapore's payment figures: 41, 44 and 15 %. */
export type Habit = 'prompt' | 'slow' | 'part'
export type DemoCustomer = {
  name: string
  place: [line1: string, postal_code: string, country?: string]
  habit: Habit
  terms: number
  kind?: 'individual'
}

export const customers: DemoCustomer[] = [
  { name: 'Kopi Kaki Pte. Ltd.', place: ['85 Circular Road', '049437'], habit: 'prompt', terms: 30 },
  { name: 'Nanyang Robotics Pte. Ltd.', place: ['2 Fusionopolis Way', '138634'], habit: 'slow', terms: 30 },
  { name: 'Tanjong Pagar Dental LLP', place: ['1 Tras Link', '078867'], habit: 'prompt', terms: 14 },
  { name: 'Jurong Marine Supply Pte. Ltd.', place: ['33 Tuas View Close', '637496'], habit: 'slow', terms: 60 },
  { name: '福华茶庄 Hock Wah Tea Merchants', place: ['27 Temple Street', '058570'], habit: 'part', terms: 30 },
  { name: 'Orchard Physio Group Pte. Ltd.', place: ['290 Orchard Road', '238859'], habit: 'prompt', terms: 30 },
  { name: 'Changi Freight Partners Pte. Ltd.', place: ['9 Airline Road', '819827'], habit: 'slow', terms: 45 },
  {
    name: 'Bedok Bakery Collective Pte. Ltd.',
    place: ['218 Bedok North Street 1', '460218'],
    habit: 'prompt',
    terms: 14,
  },
  { name: 'Lim & Sons Hardware', place: ['431 Clementi Avenue 3', '120431'], habit: 'slow', terms: 30 },
  { name: 'Kampong Glam Textiles Pte. Ltd.', place: ['54 Arab Street', '199752'], habit: 'slow', terms: 30 },
  { name: 'Pasir Ris Aquatics Pte. Ltd.', place: ['125 Pasir Ris Road', '519121'], habit: 'part', terms: 30 },
  { name: 'Tampines Learning Hub Pte. Ltd.', place: ['10 Tampines Central 1', '529536'], habit: 'prompt', terms: 30 },
  { name: 'Ang Mo Kio Auto Works', place: ['10 Ang Mo Kio Industrial Park 2A', '568047'], habit: 'slow', terms: 30 },
  { name: 'Sentosa Events Studio Pte. Ltd.', place: ['39 Artillery Avenue', '099958'], habit: 'slow', terms: 45 },
  { name: 'Little India Spices Pte. Ltd.', place: ['48 Serangoon Road', '217959'], habit: 'prompt', terms: 14 },
  { name: 'Marina Legal Chambers LLP', place: ['8 Marina View', '018960'], habit: 'prompt', terms: 30 },
  {
    name: 'Woodlands Precision Engineering Pte. Ltd.',
    place: ['11 Woodlands Close', '737853'],
    habit: 'slow',
    terms: 60,
  },
  { name: 'Bukit Timah Veterinary Pte. Ltd.', place: ['607 Clementi Road', '599502'], habit: 'prompt', terms: 30 },
  { name: 'Holland Village Florist', place: ['211 Holland Avenue', '278967'], habit: 'prompt', terms: 14 },
  { name: 'Geylang Serai Catering Pte. Ltd.', place: ['1 Geylang Serai', '402001'], habit: 'slow', terms: 30 },
  { name: 'Yishun Urban Farm Pte. Ltd.', place: ['2 Yishun Walk', '767944'], habit: 'part', terms: 30 },
  { name: 'Raffles Place Advisory Pte. Ltd.', place: ['1 Raffles Place', '048616'], habit: 'prompt', terms: 30 },
  { name: 'Toa Payoh Print House', place: ['190 Lorong 6 Toa Payoh', '310190'], habit: 'slow', terms: 30 },
  { name: 'Queenstown Logistics Pte. Ltd.', place: ['371 Alexandra Road', '159963'], habit: 'slow', terms: 45 },
  { name: 'Punggol Sailing School', place: ['3 Punggol Point Road', '828694'], habit: 'prompt', terms: 14 },
  { name: 'Katong Interiors Pte. Ltd.', place: ['112 East Coast Road', '428802'], habit: 'slow', terms: 30 },
  { name: 'Novena Diagnostics Pte. Ltd.', place: ['10 Sinaran Drive', '307506'], habit: 'prompt', terms: 30 },
  { name: 'தமிழ் அகம் Tamil Agam Books', place: ['76 Buffalo Road', '219806'], habit: 'slow', terms: 30 },
  { name: 'Clarke Quay Hospitality Pte. Ltd.', place: ['3 River Valley Road', '179024'], habit: 'slow', terms: 30 },
  { name: 'Sengkang Solar Pte. Ltd.', place: ['1 Sengkang Square', '545078'], habit: 'part', terms: 60 },
  { name: 'Bugis Games Studio Pte. Ltd.', place: ['201 Victoria Street', '188067'], habit: 'prompt', terms: 30 },
  { name: 'Pulau Ubin Outdoors', place: ['51 Ubin Street', '508271'], habit: 'slow', terms: 14 },
  { name: 'Telok Ayer Capital Pte. Ltd.', place: ['135 Cecil Street', '069536'], habit: 'prompt', terms: 30 },
  { name: 'Serangoon Music Academy', place: ['23 Serangoon Central', '556083'], habit: 'slow', terms: 30 },
  { name: 'Harbour Cold Chain Pte. Ltd.', place: ['1 Fishery Port Road', '619729'], habit: 'part', terms: 45 },
  {
    name: 'Southern Cross Analytics Pty Ltd',
    place: ['100 Collins Street, Melbourne', 'VIC 3000', 'AU'],
    habit: 'prompt',
    terms: 30,
  },
  {
    name: 'Johor Components Sdn. Bhd.',
    place: ['12 Jalan Permas, Johor Bahru', '81750', 'MY'],
    habit: 'slow',
    terms: 45,
  },
  { name: 'Hakata Design K.K.', place: ['2-1 Hakataeki, Fukuoka', '812-0012', 'JP'], habit: 'prompt', terms: 30 },
  { name: 'Thames Retail Systems Ltd', place: ['40 Bank Street, London', 'E14 5NR', 'GB'], habit: 'part', terms: 30 },
  { name: 'Priya Menon', place: ['5 Dover Crescent', '130005'], habit: 'prompt', terms: 14, kind: 'individual' },
]

export const catalogue = [
  {
    description: 'Merlion Cloud Business, monthly subscription',
    unit: 'seat',
    unit_price_cents: 4_800,
    quantities: [5, 40],
  },
  {
    description: 'Managed PostgreSQL, 4 vCPU, high availability',
    unit: 'month',
    unit_price_cents: 64_000,
    quantities: [1, 2],
  },
  { description: 'Object storage', unit: 'TB', unit_price_cents: 3_150, quantities: [2, 30] },
  {
    description: 'Onboarding workshop\nHalf a day on site, with written hand-over',
    unit: 'session',
    unit_price_cents: 145_000,
    quantities: [1, 2],
  },
  { description: 'Priority support, 24 x 7', unit: 'month', unit_price_cents: 38_000, quantities: [1, 1] },
  { description: 'Solution architecture', unit: 'hour', unit_price_cents: 22_500, quantities: [2, 24] },
  { description: 'Data migration', unit: 'hour', unit_price_cents: 18_000, quantities: [3, 30] },
  { description: 'Domain and TLS certificate, yearly', unit: null, unit_price_cents: 8_900, quantities: [1, 4] },
] as const
