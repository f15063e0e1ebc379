import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { ProblemField } from './errors.ts'
import { isNetwork } from './networks.ts'

const formats = addFormats.default
const closed = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false, verbose: false } as const
/** Bodies say what they mean: "1" is not 1. A query string has only text, so numbers are read from it. */
const bodies = withFormats(new Ajv({ ...closed, coerceTypes: false }))
const queries = withFormats(new Ajv({ ...closed, coerceTypes: true }))

function withFormats(ajv: Ajv): Ajv {
  formats(ajv, ['uuid', 'date', 'date-time', 'email'])
  for (const name of ['date', 'date-time'] as const) {
    const { validate } = ajv.formats[name] as { validate: (text: string) => boolean }
    ajv.addFormat(name, (text) => validate(text) && isStorable(text))
  }
  ajv.addFormat('time-zone', isTimeZone)
  ajv.addFormat('network', isNetwork)
  return ajv
}

/** The standard knows a year 0 and offsets of a whole day; PostgreSQL does not. */
function isStorable(time: string): boolean {
  return !time.startsWith('0000') && !/[t ].*[+-](1[6-9]|2\d)(:?\d\d)?$/i.test(time)
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const validate = (httpPart === 'body' ? bodies : queries).compile(schema)
  return (value) => {
    if (validate(value)) return { value }
    const error = Object.assign(new Error('invalid'), { ajv: validate.errors ?? [], httpPart })
    return { error }
  }
}

/** What is wrong with a value that comes by other ways than a request, as a body of that schema would be told. */
export function checkerOf(schema: object): (value: unknown) => ProblemField[] {
  const validate = bodies.compile(schema)
  return (value) => (validate(value) ? [] : fieldsOf(validate.errors ?? []))
}

/** Says each mistake once, in words, with a pointer to the field it belongs to. */
export function fieldsOf(errors: ErrorObject[]): ProblemField[] {
  const deepest = new Set(errors.filter(({ keyword }) => keyword !== 'anyOf').map(({ instancePath }) => instancePath))
  const isNoise = ({ keyword, instancePath, params }: ErrorObject) =>
    keyword === 'anyOf' ||
    (keyword === 'type' &&
      params.type === 'null' &&
      [...deepest].some((path) => path.startsWith(instancePath)) &&
      errors.length > 2)
  const fields = errors.filter((error) => !isNoise(error)).map(fieldOf)
  return [...new Map(fields.map((field) => [`${field.pointer} ${field.code}`, field])).values()].slice(0, 100)
}

function fieldOf({ keyword, instancePath, params }: ErrorObject): ProblemField {
  const at = (name: string) => `${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
  switch (keyword) {
    case 'required':
      return { pointer: at(params.missingProperty as string), code: 'required', detail: 'This field is required.' }
    case 'additionalProperties':
      return {
        pointer: at(params.additionalProperty as string),
        code: 'unknown_field',
        detail: 'There is no such field.',
      }
    case 'maxLength':
      return { pointer: instancePath, code: 'too_long', detail: `Use at most ${params.limit} characters.` }
    case 'minLength':
      return {
        pointer: instancePath,
        code: params.limit === 1 ? 'required' : 'too_short',
        detail: params.limit === 1 ? 'This field may not be empty.' : `Use at least ${params.limit} characters.`,
      }
    case 'minimum':
      return { pointer: instancePath, code: 'too_small', detail: `Use ${params.limit} or more.` }
    case 'maximum':
      return { pointer: instancePath, code: 'too_large', detail: `Use ${params.limit} or less.` }
    case 'maxItems':
      return { pointer: instancePath, code: 'too_many', detail: `At most ${params.limit} are allowed.` }
    case 'minItems':
      return { pointer: instancePath, code: 'required', detail: `Name at least ${params.limit}.` }
    case 'minProperties':
      return { pointer: instancePath, code: 'required', detail: 'Name at least one field to change.' }
    case 'enum':
      return {
        pointer: instancePath,
        code: 'not_allowed',
        detail: `Use one of ${(params.allowedValues as string[]).join(', ')}.`,
      }
    case 'type':
      return { pointer: instancePath, code: 'wrong_type', detail: `This must be ${article(String(params.type))}.` }
    case 'format':
      return { pointer: instancePath, code: 'wrong_format', detail: formatHint(params.format as string) }
    default:
      return { pointer: instancePath, code: 'wrong_format', detail: 'This does not have the right form.' }
  }
}

const article = (type: string) => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`).replaceAll(',null', ' or null')

function formatHint(format: string): string {
  const hints: Record<string, string> = {
    uuid: 'This must be an id such as 0190a5e2-7c1d-7000-8000-000000000000.',
    date: 'This must be a day such as 2026-11-22.',
    'date-time': 'This must be an instant such as 2026-11-22T01:30:00Z.',
    email: 'This must be an e-mail address such as mei@example.com.',
    'time-zone': 'This must be a time zone such as Asia/Singapore.',
    network: 'This must be an address or a network such as 203.0.113.0/24.',
  }
  return hints[format] ?? 'This does not have the right form.'
}
