import type { NewOrganization } from '#modules/organizations/schemas.ts'
import { type Offer, studioOffers, tuitionOffers } from './plans.ts'

/** Who runs the demo's installation. As in the demo company, names are made up and each UEN belongs to nobody. */
export const operator = {
  email: 'farah@straits-platforms.example',
  name: 'Farah Osman',
  organization: 'Straits Platforms Pte. Ltd.',
  uen: '202499905Z',
  address: { line1: '5 Temasek Boulevard', line2: '#17-01', postal_code: '038985', country: 'SG' },
  /** What it sells to the demo company. */
  plan_of_company: 'business',
}

type Neighbour = { owner: { email: string; name: string }; organization: NewOrganization; offers: Offer[] }
/** Two small companies beside the demo company, so that the operator's console shows more than one. */
export const neighbours: Neighbour[] = [
  {
    owner: { email: 'weiling@bukit-tuition.example', name: 'Goh Wei Ling' },
    organization: {
      name: 'Bukit Timah Tuition Pte. Ltd.',
      uen: '202099903D',
      is_gst_registered: false,
      billing_email: 'office@bukit-tuition.example',
      address: { line1: '170 Upper Bukit Timah Road', line2: '#03-22', postal_code: '588179', country: 'SG' },
    },
    offers: tuitionOffers,
  },
  {
    owner: { email: 'ravi@lavender-studio.example', name: 'Ravi Menon' },
    organization: {
      name: 'Lavender Design Studio Pte. Ltd.',
      uen: '202299904C',
      is_gst_registered: true,
      gst_reg_no: '202299904C',
      gst_registered_from: '2023-01-01',
      billing_email: 'hello@lavender-studio.example',
      address: { line1: '2 Kallang Avenue', line2: '#09-18', postal_code: '339407', country: 'SG' },
    },
    offers: studioOffers,
  },
]

/** What the demo company lets the operator in for. */
export const support = {
  hours: 168,
  reason: 'Totals of the money screen and of our own list differ',
  is_write_allowed: false,
}
