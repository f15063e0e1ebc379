import type { FastifyReply } from 'fastify'
import { type Static, Type } from 'typebox'
import { Id, Input, Meaning, OneOf } from '#platform/schemas.ts'

// A frame and a download link cannot send a header, so a paper's organisation may be named in the query.
export type PdfQuery = Static<typeof PdfQuery>
export const PdfQuery = Input('PdfQuery', {
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
  download: Meaning(Type.Optional(OneOf('1')), 'To be saved rather than shown'),
})

/** Our own pages may show it in a frame; nobody else's may. */
export function sendPdf(reply: FastifyReply, name: string, pdf: Uint8Array, { download }: PdfQuery): FastifyReply {
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `${download ? 'attachment' : 'inline'}; filename="${name}.pdf"`)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
    .header('x-frame-options', 'SAMEORIGIN')
    .send(Buffer.from(pdf))
}
