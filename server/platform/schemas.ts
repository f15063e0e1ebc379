import { type Static, type TProperties, type TSchema, Type } from 'typebox'

/** A closed object that a client sends: an undeclared field is refused, never dropped. */
export function Input<P extends TProperties>(title: string, properties: P) {
  return Type.Object(properties, { title, additionalProperties: false })
}

/** A closed object that we answer with; `title` names it in the OpenAPI document. */
export function Output<P extends TProperties>(title: string, properties: P) {
  return Type.Object(properties, { title, additionalProperties: false })
}

/** A field with what its name does not say: units, who sets it, when it is null. Shown on the API pages. */
export function Meaning<S extends TSchema>(schema: S, description: string): S {
  return Type.With(schema, { description }) as S
}

/** One page of a keyset list: `next_cursor` is null on the last page. */
export function Page<S extends TSchema>(title: string, item: S) {
  return Output(title, {
    data: Meaning(Type.Array(item), 'This page of the list, in its order'),
    next_cursor: Meaning(Nullable(Type.String()), 'Where the next page begins; null on the last'),
  })
}

export function Nullable<S extends TSchema>(schema: S) {
  const plain = schema as unknown as { type?: string; enum?: unknown[] }
  if (typeof plain.type !== 'string' || plain.type === 'object' || plain.type === 'array')
    return Type.Unsafe<Static<S> | null>({ anyOf: [schema, { type: 'null' }] })
  return Type.Unsafe<Static<S> | null>({
    ...schema,
    type: [plain.type, 'null'],
    ...(plain.enum && { enum: [...plain.enum, null] }),
  })
}

export function OneOf<const V extends string>(...values: V[]) {
  return Type.Unsafe<V>({ type: 'string', enum: values })
}

/** Text a person types: at least one visible character; line breaks only where `Text` says so. */
export function Line(maxLength: number) {
  return Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$' })
}

/** Text of several lines, may be empty. */
export function Text(maxLength: number) {
  return Type.String({ maxLength })
}

export const Id = Type.String({ format: 'uuid' })
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' })
export const Day = Type.String({ format: 'date', description: "A day in the organisation's time zone, YYYY-MM-DD" })
export const Email = Type.String({ format: 'email', maxLength: 254 })
export const TimeZone = Type.String({
  format: 'time-zone',
  maxLength: 64,
  description: 'IANA name, such as `Asia/Singapore`',
})
/** Cents; up to 100 billion dollars, far inside what a JSON number holds exactly. */
export const Cents = Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 })
/** Cents that may be negative, in answers only. */
export const SignedCents = Type.Integer()
export const BasisPoints = Type.Integer({ minimum: 0, maximum: 10_000, description: '900 is 9 %' })
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' })
export const Version = Type.Integer({ minimum: 1, description: 'Counts the changes; also in `ETag`' })

/** Quantity as a decimal string: at most 9 digits before the point and 6 after. */
export const Quantity = Type.String({
  pattern: '^(0|[1-9]\\d{0,8})(\\.\\d{1,6})?$',
  description: 'A decimal as text, such as `1.5`',
})

export type Address = Static<typeof Address>
export const Address = Type.Object(
  {
    line1: Meaning(Line(200), 'House number and street'),
    line2: Meaning(Type.Optional(Type.String({ maxLength: 200 })), 'Unit and building'),
    postal_code: Meaning(Line(16), 'Six digits in Singapore'),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' }),
  },
  { title: 'Address', additionalProperties: false },
)

/** The part that every list query shares. */
export const ListQuery = {
  limit: Meaning(Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })), 'Entries on one page'),
  cursor: Meaning(Type.Optional(Type.String({ minLength: 1, maxLength: 500 })), '`next_cursor` of the page before'),
}

export const ById = Input('ById', { id: Id })

export type Problem = Static<typeof Problem>
/** RFC 9457. `code` is stable for ever; `type` is a page on this server that explains it. */
export const Problem = Output('Problem', {
  type: Type.String({ description: 'Address of the page that explains the code' }),
  title: Type.String({ description: 'The status in words' }),
  status: Type.Integer({ description: 'The HTTP status' }),
  detail: Type.String({ description: 'For a person: what is wrong, and what to do' }),
  code: Type.String({ description: 'For programs: `<module>.<reason>`, which never changes its meaning' }),
  request_id: Type.String({ description: 'Also in `X-Request-Id`, and in our log' }),
  errors: Type.Optional(
    Type.Array(
      Output('ProblemField', {
        pointer: Type.String({ description: 'JSON pointer into the body, or ?name for a query key' }),
        code: Type.String({ description: 'For programs: `required`, `too_large` and the like' }),
        detail: Type.String({ description: 'For a person: what to do about this field' }),
      }),
      { description: 'Every field that is wrong, all at once' },
    ),
  ),
  'violated-policies': Type.Optional(
    Type.Array(Type.String(), { description: 'The quotas that are used up, as `RateLimit-Policy` names them' }),
  ),
})
