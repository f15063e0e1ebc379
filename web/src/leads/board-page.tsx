import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useRef, useState } from 'react'
import type { LeadCard } from '#modules/leads/board-schemas.ts'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import { formatCount, formatMoneyCompact } from '#web/api/format.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { BoardCard } from '#web/leads/board-card.tsx'
import { BoardColumn } from '#web/leads/board-column.tsx'
import { ConvertDialog } from '#web/leads/convert-dialog.tsx'
import { LeadFilters } from '#web/leads/lead-filters.tsx'
import { LeadHead } from '#web/leads/lead-head.tsx'
import { LostDialog } from '#web/leads/lost-dialog.tsx'
import { NoLeads } from '#web/leads/no-leads.tsx'
import { forecastQuery } from '#web/leads/queries.ts'
import { boardFilter, type LeadSearch } from '#web/leads/search.ts'
import { type Column, useBoard } from '#web/leads/use-board.ts'
import { useCardDrag } from '#web/leads/use-card-drag.ts'
import { useCardKeys } from '#web/leads/use-card-keys.ts'
import { useMoves } from '#web/leads/use-moves.ts'
import { useTeam } from '#web/leads/use-team.ts'
import { ViewsBar } from '#web/leads/views/views-bar.tsx'
import { cx } from '#web/ui/cx.ts'
import { showCurrent } from '#web/ui/list-controls.tsx'
import { useRowKeys } from '#web/ui/row-keys.ts'
import { ErrorState } from '#web/ui/state.tsx'

export function BoardPage({ search }: { search: LeadSearch }) {
  const filter = boardFilter(search)
  const { pending, move } = useMoves()
  const { columns, error, isFaded, retry, showMore } = useBoard(filter, pending)
  const open = useQuery(forecastQuery).data?.open
  const isEmpty = columns?.every(({ cards, sums }) => cards.length === 0 && sums?.count === 0)

  return (
    <>
      <LeadHead
        page="board"
        search={search}
        sub={
          open && (
            <>
              {formatCount(open.count)} open · {formatMoneyCompact(open.estimated_value_cents)}
              <span className="max-md:hidden">, weighted {formatMoneyCompact(open.weighted_value_cents)}</span>
            </>
          )
        }
      />
      <ViewsBar search={search} layout="board" />
      <LeadFilters search={search} isTable={false} />
      {!columns && !error && <BoardSkeleton />}
      {!columns && error && <ErrorState title="The board could not be loaded" error={error} onRetry={retry} />}
      {columns && isEmpty && (
        <NoLeads search={search} filter={filter}>
          A lead is somebody who may become a customer. They stand here by how far you are with them.
        </NoLeads>
      )}
      {columns && !isEmpty && (
        <Board columns={columns} isFaded={isFaded} search={search} onMove={move} onMore={showMore} />
      )}
    </>
  )
}

type BoardProps = {
  columns: Column[]
  isFaded: boolean
  search: LeadSearch
  onMove: ReturnType<typeof useMoves>['move']
  onMore: (stage_id: string) => void
}
type Asked = { card: LeadCard; stage: LeadStage }

function Board({ columns, isFaded, search, onMove, onMore }: BoardProps) {
  const { slug } = useOrganization()
  const canWrite = useCan('leads.write')
  const team = useTeam()
  const helpId = useId()
  const area = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState<Asked>()
  const stages = columns.map(({ stage }) => stage)
  const stageOf = (id: string) => stages.find((stage) => stage.id === id)
  const current = stageOf(search.stage_id ?? '')?.id ?? stages[0]?.id
  const canMove = (card: LeadCard) => canWrite && card.status !== 'converted'
  const { drag, start, boardRef } = useCardDrag((id, stage_id) => {
    const card = columns.flatMap(({ cards }) => cards).find((each) => each.id === id)
    const stage = stageOf(stage_id)
    if (card && stage) put(card, stage)
  })
  const { carried, spoken, onKeyDown } = useCardKeys(stages, canMove, put)
  useRowKeys(area)

  function put(card: LeadCard, stage: LeadStage) {
    if (stage.id === card.stage_id) return
    if (stage.status === 'converted' || stage.status === 'disqualified') setAsked({ card, stage })
    else go(card, stage)
  }
  function go(card: LeadCard, stage: LeadStage, reason?: string) {
    const from = stageOf(card.stage_id)
    void onMove(card, stage, from, reason)
  }

  const carriedStage = carried && stages[carried.place]?.id
  const cardsOf = ({ stage, cards }: Column) => {
    if (!carried) return cards
    const others = cards.filter(({ id }) => id !== carried.card.id)
    if (stage.id !== carriedStage) return others
    // At home it stays in its place.
    return carried.card.stage_id === stage.id ? cards : [carried.card, ...others]
  }

  return (
    <div ref={area}>
      <p id={helpId} hidden>
        Press Space to pick the card up, then the arrow keys.
      </p>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <StageTabs columns={columns} current={carriedStage ?? current} over={drag?.over} search={search} />
      <div
        ref={boardRef}
        className={cx(
          'relative flex gap-3 transition-opacity max-md:block md:h-[calc(100dvh-17.25rem)] md:min-h-96 md:overflow-x-auto md:pb-2',
          isFaded && 'opacity-60',
          drag && 'cursor-grabbing select-none',
        )}
      >
        {columns.map((column) => (
          <BoardColumn
            key={column.stage.id}
            column={column}
            isCurrent={column.stage.id === (carriedStage ?? current)}
            isOver={drag?.over === column.stage.id || carriedStage === column.stage.id}
            onMore={() => onMore(column.stage.id)}
          >
            {cardsOf(column).map((card) => (
              <BoardCard
                key={card.id}
                card={card}
                slug={slug}
                ownerName={team.nameOf(card.owner_user_id)}
                stages={stages}
                canMove={canMove(card)}
                isCarried={carried?.card.id === card.id}
                isFaded={drag?.id === card.id}
                helpId={helpId}
                onStart={start}
                onKeyDown={onKeyDown}
                onMove={put}
              />
            ))}
          </BoardColumn>
        ))}
      </div>
      {asked?.stage.status === 'converted' && (
        <ConvertDialog
          lead={asked.card}
          stageId={asked.stage.id}
          onConverted={() => setAsked(undefined)}
          onCancel={() => setAsked(undefined)}
        />
      )}
      {asked?.stage.status === 'disqualified' && (
        <LostDialog
          name={asked.card.name}
          stage={asked.stage.name}
          onCancel={() => setAsked(undefined)}
          onLost={(reason) => {
            setAsked(undefined)
            go(asked.card, asked.stage, reason)
          }}
        />
      )}
    </div>
  )
}

type TabsProps = { columns: Column[]; current: string | undefined; over: string | undefined; search: LeadSearch }

/** On a phone one column shows; a card can be dragged onto the name of another. */
function StageTabs({ columns, current, over, search }: TabsProps) {
  return (
    <nav ref={showCurrent} aria-label="Stages" className="mb-2 flex gap-1 overflow-x-auto p-0.5 md:hidden">
      {columns.map(({ stage, sums }) => (
        <Link
          key={stage.id}
          to="."
          search={{ ...search, stage_id: stage.id } as never}
          replace
          activeProps={{}}
          data-stage={stage.id}
          draggable={false}
          aria-current={current === stage.id ? 'true' : undefined}
          className={cx(
            'inline-flex h-11 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm text-ink-2 aria-[current=true]:bg-surface aria-[current=true]:font-medium aria-[current=true]:text-ink aria-[current=true]:shadow-card aria-[current=true]:ring-1 aria-[current=true]:ring-line',
            over === stage.id && 'bg-info-bg ring-2 ring-focus ring-inset',
          )}
        >
          {stage.name}
          {sums && <span className="text-xs text-ink-2 tabular-nums">{formatCount(sums.count)}</span>}
        </Link>
      ))}
    </nav>
  )
}

function BoardSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex gap-3 overflow-hidden">
      {[5, 3, 4, 2, 1].map((cards, column) => (
        <div
          key={column}
          className="grid w-64 shrink-0 grow content-start gap-2 rounded-lg bg-sunken/60 p-2 max-md:not-first:hidden"
        >
          <div className="skeleton h-9" />
          {Array.from({ length: cards }, (_, card) => (
            <div key={card} className="skeleton h-24" />
          ))}
        </div>
      ))}
    </div>
  )
}
