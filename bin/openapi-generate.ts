import { writeFileSync } from 'node:fs'
import { buildApp } from '#app/build-app.ts'
import { readConfig } from '#app/config.ts'
import { openApiDocument } from '#app/openapi.ts'
import { assemble } from '#app/parts.ts'
import { createLog } from '#platform/log.ts'

// No database is needed: the routes describe themselves.
const url = 'postgres://nobody@localhost/none'
const config = readConfig({
  DATABASE_URL: url,
  SECRET_KEY: 'only for describing routes, never for serving',
  NEXUSCORE_DEMO: '1',
})
const parts = assemble(config, url, createLog('silent'))
const app = await buildApp(parts)
writeFileSync('openapi.json', `${JSON.stringify(openApiDocument(app), null, 2)}\n`)
await app.close()
await parts.close()
