import { type Static, type TProperties, type TSchema, Type } from 'typebox'

/** A closed object that a client sends: an undeclared field is refused, never dropped. */
export function Input<P extends TProperties>(title: string, properties: P) {
  return Type.Object(properties, { title, additionalProperties: false })
}

/** A closed object that we answer with; `title` names it in the OpenAPI document. */
export function Output<P extends TProperties>(title: string, properties: P) {
  return Type.Object(properties, { title, additionalProperties: false })
}

/** One page of a keyset list: `next_cursor` is null on the last page. */
export function Page<S extends TSchema>(title: string, item: S) {
  return Output(title, { data: Type.Array(item), next_cursor: Nullable(Type.String()) })
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
export const TimeZone = Type.String({ format: 'time-zone', maxLength: 64, description: 'IANA name' })
/** Cents; up to 100 billion dollars, far inside what a JSON number holds exactly. */
export const Cents = Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 })
/** Cents that may be negative, in answers only. */
export const SignedCents = Type.Integer()
export const BasisPoints = Type.Integer({ minimum: 0, maximum: 10_000, description: '900 is 9 %' })
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' })
export const Version = Type.Integer({ minimum: 1 })

/** Quantity as a decimal string: at most 9 digits before the point and 6 after. */
export const Quantity = Type.String({ pattern: '^(0|[1-9]\\d{0,8})(\\.\\d{1,6})?$' })

export type Address = Static<typeof Address>
export const Address = Type.Object(
  {
    line1: Line(200),
    line2: Type.Optional(Type.String({ maxLength: 200 })),
    postal_code: Line(16),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' }),
  },
  { title: 'Address', additionalProperties: false },
)

/** The part that every list query shares. */
export const ListQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
}

export const ById = Input('ById', { id: Id })

export type Problem = Static<typeof Problem>
/** RFC 9457. `code` is stable for ever; `type` is a page on this server that explains it. */
export const Problem = Output('Problem', {
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String(),
  request_id: Type.String(),
  errors: Type.Optional(
    Type.Array(
      Output('ProblemField', {
        pointer: Type.String({ description: 'JSON pointer into the body, or ?name for a query key' }),
        code: Type.String(),
        detail: Type.String(),
      }),
    ),
  ),
})
