import { type Static, Type } from 'typebox'
import { BasisPoints, Day, Meaning, OneOf, Output } from '#platform/schemas.ts'

/** Output-side codes of the PINT-SG list `Aligned-TaxCategoryCodes`; rates by date live in the table gst_rates. */
export const gstCodes = [
  'SR',
  'ZR',
  'ES33',
  'ESN33',
  'DS',
  'OS',
  'SRCA-S',
  'SRCA-C',
  'SRRC',
  'SROVR-RS',
  'SROVR-LVG',
  'SRLVG',
  'NA',
  'NG',
] as const
export type GstCode = (typeof gstCodes)[number]
export const GstCode = OneOf(...gstCodes)

export type GstCodeList = Static<typeof GstCodeList>
export const GstCodeList = Output('GstCodeList', {
  as_of_date: Meaning(Day, 'The day whose rates these are: today, by the calendar of the organisation'),
  data: Type.Array(
    Output('GstCodeEntry', {
      gst_code: Meaning(GstCode, 'Of the PINT-SG list, for a line'),
      title: Type.String(),
      description: Type.String({ description: 'When the code is used' }),
      gst_rate_bp: BasisPoints,
      is_common: Type.Boolean({ description: 'Offered first in the invoice editor' }),
    }),
    { description: 'What a line may have; `NG` alone while the organisation is not registered' },
  ),
})
