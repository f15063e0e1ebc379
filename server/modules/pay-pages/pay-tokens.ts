import { isSigned, sign } from '#platform/crypto.ts'

export type PayAddress = { organization_id: string; invoice_id: string; generation: number }
export type PayTokens = { tokenOf: (address: PayAddress) => string; read: (token: string) => PayAddress | undefined }

const prefix = 'nxl_'
const uuidBytes = 16
const bytes = uuidBytes * 2 + 2

/**
 * A pay link is worked out and kept nowhere: whose and which invoice, the generation of its link, and 132 bits of an
 * HMAC over them. So the run that issues thousands writes no row for it, the tenant is known before the database is
 * asked, and a forged link costs no query and takes the same time whatever it names. The ids in it are no secret.
 */
export function createPayTokens(key: Buffer): PayTokens {
  return {
    tokenOf({ organization_id, invoice_id, generation }) {
      const named = Buffer.concat([bytesOf(organization_id), bytesOf(invoice_id), Buffer.alloc(2)])
      named.writeUInt16BE(generation, uuidBytes * 2)
      const text = prefix + named.toString('base64url')
      return text + sign(key, text)
    },
    read(token) {
      const text = token.slice(0, textLength)
      if (token.length !== textLength + signatureLength || !isSigned(key, text, token.slice(textLength)))
        return undefined
      const named = Buffer.from(text.slice(prefix.length), 'base64url')
      return {
        organization_id: uuidOf(named.subarray(0, uuidBytes)),
        invoice_id: uuidOf(named.subarray(uuidBytes, uuidBytes * 2)),
        generation: named.readUInt16BE(uuidBytes * 2),
      }
    },
  }
}

const textLength = prefix.length + Math.ceil((bytes * 4) / 3)
const signatureLength = 22

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const uuidOf = (raw: Buffer): string =>
  raw.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
