import { componentOf, resolve, type Schema, withoutNull } from './api-document.ts'
import { type Content, type Html, html } from './html.ts'
import { renderInline } from './markdown.ts'

export type Schemas = Record<string, Schema>
export type Field = { path: string; name: string; required: boolean; schema: Schema }

/**
 * The fields of an object, one below the other: those of nested objects and lists follow with their path in front.
 * With `expand`, what is behind a reference is written out too; without, the reference is a link.
 */
export function listFields(schema: Schema, schemas: Schemas, expand: boolean, path = '', depth = 0): Field[] {
  const { properties = {}, required = [] } = resolve(schema, schemas)
  return Object.entries(properties).flatMap(([name, property]) => {
    const field = { path, name, required: required.includes(name), schema: property }
    const inner = innerOf(property)
    if (!inner || depth > 3 || (componentOf(inner.schema) && !expand)) return [field]
    return [field, ...listFields(inner.schema, schemas, expand, `${path}${name}${inner.suffix}.`, depth + 1)]
  })
}

/** The object within a field that holds one, or a list of them. */
function innerOf(property: Schema): { schema: Schema; suffix: string } | undefined {
  const { schema } = withoutNull(property)
  if (schema.$ref || schema.properties) return { schema, suffix: '' }
  if (schema.items?.$ref || schema.items?.properties) return { schema: schema.items, suffix: '[]' }
  return undefined
}

/** Roles are named because on a phone the rows become blocks, and some browsers then forget that this is a table. */
export function renderFields(fields: Field[], label: string, showRequired: boolean): Html {
  const columns = ['Field', 'Type and limits', 'Meaning']
  return html`<table class="fields" role="table" aria-label="${label}">
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${fields.map((field) => renderRow(field, showRequired))}
    </tbody>
  </table>`
}

function renderRow({ path, name, required, schema }: Field, showRequired: boolean): Html {
  const presence = showRequired ? required && 'required' : !required && 'optional'
  const limits = limitsOf(schema)
  const meaning = meaningOf(schema)
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <code>${path && html`<i>${path}</i>`}${name}</code>${presence && html` <b class="${presence}">${presence}</b>`}
    </th>
    <td role="cell">
      ${typeOf(schema)}${limits.length > 0 && html`<span class="limits">${joined(limits, ' · ')}</span>`}
    </td>
    <td role="cell">${meaning && renderInline(meaning)}</td>
  </tr>`
}

export function typeOf(schema: Schema): Html {
  const { schema: inner, nullable } = withoutNull(schema)
  return html`${plainType(inner)}${nullable && ' or null'}`
}

function plainType(schema: Schema): Content {
  const name = componentOf(schema)
  if (name) return html`<a href="#${name}">${name}</a>`
  if (schema.anyOf) return joined(schema.anyOf.map(typeOf), ' or ')
  if (schema.items) return html`list of ${typeOf(schema.items)}`
  if (typeof schema.additionalProperties === 'object' && !schema.properties)
    return html`object${Object.keys(schema.additionalProperties).length > 0 && html` of ${typeOf(schema.additionalProperties)}`}`
  const type = [schema.type].flat().find((candidate) => candidate !== 'null') ?? 'any'
  return schema.format ? `${type}, ${formats[schema.format] ?? schema.format}` : type
}

const formats: Record<string, string> = {
  uuid: 'id',
  email: 'e-mail',
  date: 'day',
  'date-time': 'instant',
  'time-zone': 'time zone',
}

const number = new Intl.NumberFormat('en-SG')

/** Every limit in words, so that nobody has to read a schema. */
export function limitsOf(schema: Schema): Content[] {
  const { schema: inner } = withoutNull(schema)
  const { enum: values, pattern, minLength, maxLength, minimum, maximum, minItems, maxItems } = inner
  const limits: Content[] = []
  if (values)
    limits.push(
      html`${values.length > 1 ? 'one of ' : 'only '}${joined(
        values.filter((value) => value !== null).map((value) => html`<code>${value}</code>`),
        ', ',
      )}`,
    )
  if (maxLength !== undefined) limits.push(range(minLength, maxLength, 'characters'))
  if (minimum !== undefined || maximum !== undefined) limits.push(range(minimum, maximum, ''))
  if (maxItems !== undefined) limits.push(range(minItems, maxItems, 'entries'))
  if (pattern) limits.push(pattern.includes('\\u0000') ? 'one line' : html`<code class="pattern">${pattern}</code>`)
  if (inner.default !== undefined) limits.push(html`default ${String(inner.default)}`)
  return limits
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  const size = unit && ` ${unit}`
  if (most === undefined) return `${number.format(least ?? 0)} or more${size}`
  if (!least && unit) return `up to ${number.format(most)}${size}`
  return `${number.format(least ?? 0)} to ${number.format(most)}${size}`
}

export function meaningOf(schema: Schema): string | undefined {
  return schema.description ?? withoutNull(schema).schema.description
}

export function joined(contents: Content[], separator: string): Content {
  return contents.flatMap((content, i) => (i === 0 ? [content] : [separator, content]))
}
