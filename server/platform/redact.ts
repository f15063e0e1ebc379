const secretKeys =
  /^(authorization|cookie|set-cookie|password|.*_password|.*password_hash|secret|.*_secret|token|.*_token|.*_token_hash|totp_code|secret_key)$/i
const secretTexts: [RegExp, string][] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[jwt]'],
  [/\bnx[a-z]_[A-Za-z0-9_-]{16,}/g, '[token]'],
  // NRIC or FIN, whole: at most the last three digits and the letter may be kept (PDPC guidelines).
  [/\b[STFGM]\d{4}(\d{3}[A-Z])\b/g, '*****$1'],
  [/(postgres(?:ql)?:\/\/[^:@/\s]*):[^@\s]*@/g, '$1:[secret]@'],
  [/(\/verify\/)[\w-]{16,}/g, '$1[token]'],
]

/** A copy of what is about to be logged, without secrets: by the name of the key and by the look of the text. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (value === null || typeof value !== 'object') return value
  if (depth > 6) return '[deep]'
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  if (value instanceof Error) return redactError(value, depth)
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, secretKeys.test(key) ? '[secret]' : redact(inner, depth + 1)]),
  )
}

export function redactText(text: string): string {
  return secretTexts.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause, code } = error as Error & { code?: unknown }
  return {
    type: name,
    message: redactText(message),
    ...(stack && { stack: redactText(stack) }),
    ...(code !== undefined && { code }),
    ...(cause !== undefined && { cause: redact(cause, depth + 1) }),
  }
}
