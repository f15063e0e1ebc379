import type { OpenApiDocument } from '#app/openapi.ts'
import { type ApiDocument, readApiDocument, type Schema } from './api-document.ts'
import { listFields, renderFields, type Schemas } from './docs-fields.ts'
import { introduction } from './docs-introduction.ts'
import { renderMethod, renderOperation } from './docs-operation.ts'
import { docsStyle } from './docs-style.ts'
import { type Html, html } from './html.ts'
import { renderMarkdown, sectionsOf, slug } from './markdown.ts'
import { htmlPage, type Page } from './page.ts'

/** The API, readable: made from the OpenAPI document, so it cannot say anything that the routes do not do. */
export function docsPage(document: OpenApiDocument): Page {
  const api = readApiDocument(document)
  const contents = renderContents(api)
  const body = html`<div class="docs">
    <nav class="side" aria-label="Contents">${contents}</nav>
    <main id="content">
      <h1>API</h1>
      <p class="lead">
        Everything that our own pages do, your programs can do. <span class="quiet">Version ${api.version}</span>
      </p>
      <details class="card small-contents">
        <summary>Contents</summary>
        <nav aria-label="Contents">${contents}</nav>
      </details>
      <div class="prose introduction">${renderMarkdown(introduction)}</div>
      ${api.groups.map(
        ({ tag, operations }) =>
          html`<h2 class="group" id="${tag}">${nameOf(tag)}</h2>
            ${operations.map((operation) => renderOperation(operation, api.schemas))}`,
      )}
      <h2 class="group" id="schemas">Schemas</h2>
      ${Object.entries(api.schemas).map(([name, schema]) => renderSchema(name, schema, api.schemas))}
    </main>
  </div>`
  return htmlPage({ title: 'API docs', body, style: docsStyle, section: '/docs' })
}

function renderContents({ groups, schemas }: ApiDocument): Html {
  const topics = sectionsOf(introduction).filter(({ title }) => title)
  return html`<h2>Introduction</h2>
    <ul>
      ${topics.map(({ title }) => html`<li><a href="#${slug(title)}">${title}</a></li>`)}
    </ul>
    ${groups.map(
      ({ tag, operations }) =>
        html`<h2><a href="#${tag}">${nameOf(tag)}</a></h2>
          <ul>
            ${operations.map(({ id, title, method }) => html`<li><a href="#${id}">${title}${renderMethod(method)}</a></li>`)}
          </ul>`,
    )}
    <h2><a href="#schemas">Schemas</a></h2>
    <details>
      <summary>${Object.keys(schemas).length} schemas</summary>
      <ul>
        ${Object.keys(schemas).map((name) => html`<li><a href="#${name}">${name}</a></li>`)}
      </ul>
    </details>`
}

const spellings: Record<string, string> = {
  auth: 'Log-in',
  gst: 'GST',
  organizations: 'Organisations',
  users: 'Your account',
  instance: 'This installation',
}

/** A tag as a heading: `invoice-drafts` is read as 'Invoice drafts'. */
function nameOf(tag: string): string {
  const words = tag.replaceAll('-', ' ')
  return spellings[tag] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

function renderSchema(name: string, schema: Schema, schemas: Schemas): Html {
  const fields = listFields(schema, schemas, false)
  return html`<section class="schema" id="${name}" aria-labelledby="${name}-title">
    <h3 id="${name}-title"><a href="#${name}">${name}</a></h3>
    ${fields.length > 0 && renderFields(fields, name, fields.some(({ required }) => required) && fields.some(({ required }) => !required))}
  </section>`
}
