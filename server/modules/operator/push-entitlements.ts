import { setEntitlements } from '#modules/entitlements/set-entitlements.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { inside } from './start-trial.ts'
import { findNews } from './tenant-queries.ts'

/**
 * Tells one organisation what it may use by its subscription with the operator: both sides in one transaction, so that
 * what is noted as told was told. Nothing happens where nothing is new.
 */
export async function pushEntitlements(ctx: Context, tenant_id: string): Promise<void> {
  const news = await findNews(ctx, tenant_id)
  if (!news) return
  await ctx.db.all(
    db
      .updateTable('tenant_customers')
      .set({ pushed: news })
      .where('organization_id', '=', ctx.organization_id)
      .where('tenant_id', '=', tenant_id),
  )
  await inside(ctx, tenant_id, (tenant) => setEntitlements(tenant, news))
}
