import { type Static, Type } from 'typebox'
import { BasisPoints, Day, OneOf, Output } from '#platform/schemas.ts'

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
  as_of_date: Day,
  data: Type.Array(
    Output('GstCodeEntry', {
      gst_code: GstCode,
      title: Type.String(),
      description: Type.String(),
      gst_rate_bp: BasisPoints,
      is_common: Type.Boolean({ description: 'Offered first in the invoice editor' }),
    }),
  ),
})
