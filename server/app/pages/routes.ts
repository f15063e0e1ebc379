import type { App } from '#platform/http.ts'
import type { Pool } from '#platform/database.ts'
import type { OpenApiDocument } from '../openapi.ts'
export function pageRoutes(
  _app: App,
  _options: { pool: Pool; has_mailbox: boolean; openapi: () => OpenApiDocument },
): void {}
