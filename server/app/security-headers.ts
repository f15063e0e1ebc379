/** For answers that are data. Pages say what they need instead. */
const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

/** On every answer, refusals included; a route that needs something else sets its own afterwards. */
export function securityHeaders(public_url: string): Record<string, string> {
  return {
    'content-security-policy': apiPolicy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(public_url.startsWith('https:') && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  }
}
