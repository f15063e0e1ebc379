/** What the receiving server found out about the sender: `passed` only for the very domain that the mail names. */
export type Verdict = 'passed' | 'failed' | 'unknown'

/**
 * Reads the Authentication-Results (RFC 8601) of the server that took the mail in, and of no other: a sender can write
 * such headers too. That server writes its own on top, so only the topmost under its name counts.
 */
export function readVerdict(results: readonly string[], authserv_id: string, from: string): Verdict {
  const domain = domainOf(from)
  for (const result of results) {
    const [server = '', ...methods] = withoutComments(result).split(';')
    if (server.trim().split(/\s+/)[0]?.toLowerCase() !== authserv_id.toLowerCase()) continue
    const found = methods.map(readMethod)
    if (domain && found.some((method) => vouchesFor(method, domain))) return 'passed'
    return found.some(({ name, result: said }) => name === 'dmarc' && said === 'fail') ? 'failed' : 'unknown'
  }
  return 'unknown'
}

type Method = { name: string; result: string; properties: Map<string, string> }

function readMethod(text: string): Method {
  const [first = '', ...rest] = text.trim().toLowerCase().split(/\s+/)
  const [name = '', result = ''] = first.split('=')
  const properties = rest.map((each): [string, string] => {
    const [property = '', ...value] = each.split('=')
    return [property, value.join('=')]
  })
  return { name: name.split('/')[0]!, result, properties: new Map(properties) }
}

const proofs: Record<string, readonly string[]> = {
  dkim: ['header.d', 'header.i'],
  spf: ['smtp.mailfrom'],
  dmarc: ['header.from'],
}

function vouchesFor({ name, result, properties }: Method, domain: string): boolean {
  if (result !== 'pass' || !proofs[name]) return false
  return proofs[name].some((property) => isAligned(domainOf(properties.get(property) ?? ''), domain))
}

/** The domain itself, or one above it: who holds that holds this too. */
const isAligned = (proven: string, domain: string): boolean =>
  proven.includes('.') && (domain === proven || domain.endsWith(`.${proven}`))

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** What stands in comments and quotes was put there by others, and may look like a finding. */
function withoutComments(text: string): string {
  let depth = 0
  let isQuoted = false
  let kept = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (letter === '\\') at++
    else if (letter === '"' && depth === 0) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (letter === '(') depth++
    else if (letter === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) kept += letter
  }
  return kept
}
