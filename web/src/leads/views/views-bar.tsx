import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { BookmarkPlus, Ellipsis, Users } from 'lucide-react'
import { useState } from 'react'
import type { SavedView } from '#modules/saved-views/schemas.ts'
import { useCan, useMe, useOrganization } from '#web/app/session.ts'
import type { LeadSearch } from '#web/leads/search.ts'
import { addView, changeView, doToView, savedViewsQuery } from '#web/leads/views/queries.ts'
import { type Layout, placeOf, standingViews, type View } from '#web/leads/views/rules.ts'
import { ViewDialog } from '#web/leads/views/view-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { showCurrent } from '#web/ui/list-controls.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

const chipClass =
  'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-line px-2.5 text-sm text-ink-2 hover:border-ink-3 hover:text-ink data-[current=true]:border-primary data-[current=true]:bg-sunken data-[current=true]:font-medium data-[current=true]:text-ink pointer-coarse:h-11 pointer-coarse:px-4'
const splatOf = (layout: Layout) => (layout === 'table' ? 'table' : '')

/** Views above the list: those that everybody wants, then those that somebody gave a name. A view only sets the address. */
export function ViewsBar({ search, layout }: { search: LeadSearch; layout: Layout }) {
  const { slug } = useOrganization()
  const me = useMe()
  const saved = useQuery(savedViewsQuery).data?.data ?? []
  const standing = standingViews(layout, me.id)
  const { query, current, changed } = placeOf(search, layout, standing, saved)
  const [isNaming, setNaming] = useState<'new' | 'rename'>()
  const actions = useViewActions()
  const canSave = useCan('saved_views.write')
  const canShare = useCan('saved_views.share')
  const chosen = changed ?? saved.find((view) => view === current)
  const isMine = chosen?.user_id === me.id

  const chip = (view: View & { is_shared?: boolean; user_name?: string }, isSaved: boolean) => (
    <Link
      key={view.id}
      to="/app/$slug/leads/$"
      params={{ slug, _splat: splatOf(view.layout) }}
      search={{ ...view.query, ...(isSaved && { view: view.id }) } as never}
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={view === current ? 'true' : undefined}
      data-current={view === current}
      title={view.is_shared && view.user_name ? `Shared by ${view.user_name}` : undefined}
      className={chipClass}
    >
      {view.is_shared && <Users aria-label="Shared:" className="size-3.5" />}
      {view.name}
      {view === changed && <span className="text-ink-3">, changed</span>}
    </Link>
  )
  const items: MenuItem[] = chosen
    ? [
        ...(changed && isMine ? [{ label: 'Save the changes', onSelect: () => actions.save(chosen, query) }] : []),
        ...(isMine ? [{ label: 'Rename…', onSelect: () => setNaming('rename') }] : []),
        ...(canShare && (isMine || chosen.is_shared)
          ? [
              chosen.is_shared
                ? { label: 'Stop sharing', onSelect: () => actions.run(chosen, 'unshare') }
                : { label: 'Share with the team', onSelect: () => actions.run(chosen, 'share') },
            ]
          : []),
        ...(isMine
          ? (['separator', { label: 'Delete', danger: true, onSelect: () => actions.run(chosen, 'archive') }] as const)
          : []),
      ]
    : []

  return (
    <div className="flex items-center gap-1 pb-3 print:hidden">
      <nav ref={showCurrent} aria-label="Views" className="flex min-w-0 gap-1.5 overflow-x-auto p-0.5">
        {standing.map((view) => chip(view, false))}
        {saved.map((view) => chip(view, true))}
      </nav>
      {canSave && items.length > 0 && chosen && (
        <Menu
          label={`What to do with “${chosen.name}”`}
          trigger={<Ellipsis aria-hidden className="size-4" />}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover pointer-coarse:size-11"
          items={items}
          align="end"
        />
      )}
      {canSave && !current && (
        <Button size="sm" variant="ghost" className="shrink-0" onClick={() => setNaming('new')}>
          <BookmarkPlus aria-hidden />
          Save view
        </Button>
      )}
      {isNaming === 'new' && (
        <ViewDialog
          title="Save this view"
          canShare={canShare}
          onSave={(name, is_shared) => actions.add({ name, layout, query }, is_shared)}
          onClose={() => setNaming(undefined)}
        />
      )}
      {isNaming === 'rename' && chosen && (
        <ViewDialog
          title={`Rename “${chosen.name}”`}
          name={chosen.name}
          onSave={(name) => actions.rename(chosen, name)}
          onClose={() => setNaming(undefined)}
        />
      )}
    </div>
  )
}

const opposite = { share: 'unshare', unshare: 'share', archive: 'restore', restore: 'archive' } as const
const done = { share: 'shared with the team', unshare: 'shared no more', archive: 'deleted', restore: 'is back' }

/** What is done to views, each with its undo. */
function useViewActions() {
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  const reread = () => queryClient.invalidateQueries({ queryKey: ['saved-views'] })

  async function run(view: SavedView, verb: keyof typeof opposite, isUndo = false) {
    try {
      await doToView(view, verb)
      if (isUndo) toast({ title: `“${view.name}” ${done[verb]}` })
      else toastUndo(`“${view.name}” ${done[verb]}`, () => void run(view, opposite[verb], true))
    } catch (error) {
      toastError(`“${view.name}” was not changed`, error)
    }
    void reread()
  }
  async function save(view: SavedView, query: Record<string, string>) {
    try {
      const saved = await changeView(view, { query })
      toastUndo(`“${view.name}” saved`, () => {
        changeView(saved, { query: view.query }).then(reread, (error: unknown) =>
          toastError('It was not undone', error),
        )
      })
    } catch (error) {
      toastError(`“${view.name}” was not saved`, error)
    }
    void reread()
  }
  return {
    run: (view: SavedView, verb: keyof typeof opposite) => void run(view, verb),
    save: (view: SavedView, query: Record<string, string>) => void save(view, query),
    async rename(view: SavedView, name: string) {
      await changeView(view, { name })
      await reread()
    },
    async add(view: Omit<View, 'id'>, is_shared: boolean) {
      const made = await addView({ list: 'leads', ...view })
      if (is_shared) await doToView(made, 'share')
      await reread()
      await navigate({ to: '.', search: { ...view.query, view: made.id } as never, replace: true })
    },
  }
}
