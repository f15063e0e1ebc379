import { isSigned, sign } from '#platform/crypto.ts'

export type QuotationAddress = { organization_id: string; quotation_id: string }
export type QuotationTokens = {
  tokenOf: (address: QuotationAddress) => string
  read: (token: string) => QuotationAddress | undefined
}

const prefix = 'nxq_'
const uuidBytes = 16
const textLength = prefix.length + Math.ceil((uuidBytes * 2 * 4) / 3)
const signatureLength = 22

/** A link is worked out and kept nowhere, as pay links are: whose, which, and 132 bits of an HMAC over both. */
export function createQuotationTokens(key: Buffer): QuotationTokens {
  return {
    tokenOf({ organization_id, quotation_id }) {
      const text = prefix + Buffer.concat([bytesOf(organization_id), bytesOf(quotation_id)]).toString('base64url')
      return text + sign(key, text)
    },
    read(token) {
      const text = token.slice(0, textLength)
      if (token.length !== textLength + signatureLength || !isSigned(key, text, token.slice(textLength)))
        return undefined
      const named = Buffer.from(text.slice(prefix.length), 'base64url')
      return {
        organization_id: uuidOf(named.subarray(0, uuidBytes)),
        quotation_id: uuidOf(named.subarray(uuidBytes)),
      }
    },
  }
}

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const uuidOf = (raw: Buffer): string =>
  raw.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
