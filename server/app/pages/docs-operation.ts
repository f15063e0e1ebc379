import { STATUS_CODES } from 'node:http'
import { scopes } from '#modules/api-keys/schemas.ts'
import { permissionsOf } from '#modules/auth/permissions.ts'
import { grantable } from '#modules/auth/role-catalogue.ts'
import { roles } from '#modules/organizations/schemas.ts'
import { type Answer, componentOf, type Operation } from './api-document.ts'
import { curlOf } from './docs-curl.ts'
import { exampleOf } from './docs-examples.ts'
import { listFields, renderFields, type Schemas, typeOf } from './docs-fields.ts'
import { renderJson } from './docs-json.ts'
import { operationNotes } from './docs-notes.ts'
import { type Html, html } from './html.ts'
import { renderInline } from './markdown.ts'

export function renderOperation(operation: Operation, schemas: Schemas): Html {
  const { id, title, method, path, summary, parameters, body } = operation
  const note = summary ?? operationNotes[id]
  return html`<section class="operation" id="${id}" aria-labelledby="${id}-title">
    <div class="about">
      <h3 id="${id}-title"><a href="#${id}">${title}</a></h3>
      <p class="address">${renderMethod(method)} <code>${breakable(path)}</code></p>
      ${note && html`<p>${renderInline(note)}</p>`}
      <p class="needs">${renderPermission(operation.permission)}</p>
      ${['path', 'query', 'header'].map((place) => renderParameters(place, parameters, id))}
      ${body && renderBody(body, schemas)}
      <h4>Answers</h4>
      <ul class="answers">
        ${operation.answers.map(renderAnswer)}
        <li><span class="tag">4xx, 5xx</span> <a href="#Problem">Problem</a></li>
      </ul>
    </div>
    <div class="examples">
      <figure>
        <figcaption>Request</figcaption>
        <pre tabindex="0" role="region" aria-label="Request: ${title}"><code>${curlOf(operation, schemas)}</code></pre>
      </figure>
      ${operation.answers.map((answer) => renderExample(answer, title, schemas))}
    </div>
  </section>`
}

const tones: Record<string, string> = { GET: 'info', POST: 'ok', PATCH: 'warn', PUT: 'warn', DELETE: 'bad' }

export function renderMethod(method: string): Html {
  return html`<span class="method ${tones[method] ?? ''}">${method}</span>`
}

/** A path may break after a slash, and nowhere within a word. */
const breakable = (path: string): Html[] => path.split(/(?<=\/)/).map((part) => html`${part}<wbr />`)

function renderPermission(permission: string): Html {
  if (permission === 'public') return html`Open to everybody`
  if (permission === 'signed_in') return html`For everybody who is logged in`
  const allowed = roles.filter((role) => permissionsOf(role).has(permission))
  return html`Permission <code>${permission}</code> ·
    ${allowed.length === roles.length ? 'every role' : allowed.join(', ')}${isForRoles(permission) && ' · custom roles'}${isForKeys(permission) && ' · API keys'}`
}

const isForRoles = (permission: string): boolean => grantable.some((each) => each.permission === permission)
const isForKeys = (permission: string): boolean => (scopes as readonly string[]).includes(permission)

const headings: Record<string, string> = { path: 'In the path', query: 'Query', header: 'Headers' }

function renderParameters(place: string, parameters: Operation['parameters'], id: string): Html | undefined {
  const fields = parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, required, schema, description }) => {
      const described = description === undefined ? schema : { ...schema, description }
      return { path: '', name, required, schema: described }
    })
  if (fields.length === 0) return undefined
  return html`<h4>${headings[place]}</h4>
    ${renderFields(fields, `${headings[place]}: ${id}`, true)}`
}

function renderBody(body: Operation['body'] & object, schemas: Schemas): Html {
  const name = componentOf(body)
  const { minProperties } = schemas[name ?? ''] ?? {}
  return html`<h4>Body <a href="#${name}">${name}</a></h4>
    ${minProperties !== undefined && html`<p class="quiet">At least ${minProperties === 1 ? 'one field' : `${minProperties} fields`}.</p>`}
    ${renderFields(listFields(body, schemas, true), `Body ${name}`, true)}`
}

function renderAnswer({ status, media, schema }: Answer): Html {
  const content = schema ? typeOf(schema) : (media ?? 'nothing in the body')
  return html`<li><span class="tag ok">${status} ${STATUS_CODES[status]}</span> ${content}</li>`
}

function renderExample({ status, schema }: Answer, title: string, schemas: Schemas): Html | undefined {
  if (!schema) return undefined
  const text = JSON.stringify(exampleOf(schema, schemas), null, 2)
  return html`<figure>
    <figcaption>Answer ${status}</figcaption>
    <pre tabindex="0" role="region" aria-label="Answer: ${title}"><code>${renderJson(text)}</code></pre>
  </figure>`
}
