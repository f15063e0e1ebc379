import { randomBytes } from 'node:crypto'
import { hashToken } from '#platform/crypto.ts'
import { base32 } from './totp.ts'

export const recoveryCodeCount = 10
/** 120 bits: random enough that one SHA-256 is all the hashing they need. */
const code_bytes = 15

/** Four groups of six, for paper: letters and digits that are not taken for one another. */
export function newRecoveryCode(): string {
  return base32(randomBytes(code_bytes)).match(/.{6}/g)!.join('-')
}

/** What people type is matched without case, spaces and hyphens. */
export const plainCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase()

export const hashRecoveryCode = (typed: string): Buffer => hashToken(plainCode(typed))
