import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import type { SavedView, SavedViewList, SavedViewQuery } from './schemas.ts'

export const savedViewColumns = [
  'id',
  'list',
  'name',
  'layout',
  'query',
  'user_id',
  'user_name',
  'is_shared',
  'archived_at',
  'version',
  'created_at',
  'updated_at',
] as const

const views = (ctx: Context) =>
  db.selectFrom('saved_views').select(savedViewColumns).where('organization_id', '=', ctx.organization_id)

/** Whoever acts, or for whom; a program has no views of its own. */
export function ownerOf({ actor }: Context): string {
  if (actor.kind === 'user' && actor.id) return actor.on_behalf_of?.id ?? actor.id
  throw forbidden('auth.person_required', 'Views belong to people. An API key cannot have any: log in.')
}

/** One's own, and what others share. */
export async function listSavedViews(ctx: Context, { list = 'leads' }: SavedViewQuery): Promise<SavedViewList> {
  const offered = views(ctx).where('list', '=', list).where('archived_at', 'is', null)
  // Who asks is known when the first rows are back.
  const shared = await ctx.db.all(offered.where('is_shared', '=', true).limit(500))
  const user_id = ctx.actor.on_behalf_of?.id ?? ctx.actor.id
  const own = user_id
    ? await ctx.db.all(offered.where('user_id', '=', user_id).where('is_shared', '=', false).limit(500))
    : []
  return { data: [...shared, ...own].toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)) }
}

/** One's own, or a shared one; another's is as if it were not there. Nobody else changes it meanwhile. */
export async function lockSavedView(ctx: Context, id: string): Promise<SavedView> {
  const missing = () => notFound('view')
  const view = await ctx.db.one(views(ctx).where('id', '=', id).forUpdate(), missing)
  if (!view.is_shared && view.user_id !== ownerOf(ctx)) throw missing()
  return view
}

/** Only whose it is may change what it shows. */
export async function lockOwnView(ctx: Context, id: string): Promise<SavedView> {
  const view = await lockSavedView(ctx, id)
  if (view.user_id !== ownerOf(ctx))
    throw forbidden('saved_views.not_yours', `This view is of ${view.user_name}. Save one of your own instead.`)
  return view
}
