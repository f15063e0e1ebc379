import { Link } from '@tanstack/react-router'
import { BellRing, EllipsisVertical } from 'lucide-react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { LeadCard } from '#modules/leads/board-schemas.ts'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { OwnerMark } from '#web/leads/owner-mark.tsx'
import { ScoreMark } from '#web/leads/score-mark.tsx'
import { followUpWords, isOverdue } from '#web/leads/words.ts'
import { cx } from '#web/ui/cx.ts'
import { Menu } from '#web/ui/menu.tsx'
import { rememberRow } from '#web/ui/row-keys.ts'

type Props = {
  card: LeadCard
  slug: string
  ownerName: string
  stages: LeadStage[]
  canMove: boolean
  isCarried: boolean
  isFaded: boolean
  helpId: string
  onStart: (event: PointerEvent<HTMLElement>, id: string) => void
  onKeyDown: (event: KeyboardEvent, card: LeadCard) => void
  onMove: (card: LeadCard, stage: LeadStage) => void
}

/** A lead on the board: all of it opens the lead, may be dragged, and has a menu that does the same. */
export function BoardCard(props: Props) {
  const { card, slug, ownerName, stages, canMove, isCarried, isFaded, helpId, onStart, onKeyDown, onMove } = props
  const { id, name, company, source, estimated_value_cents, next_follow_up_at } = card
  return (
    <li
      onPointerDown={canMove ? (event) => onStart(event, id) : undefined}
      className={cx(
        'group relative grid grid-cols-[minmax(0,1fr)] gap-1 rounded-md border bg-surface px-3 py-2 text-sm shadow-card select-none [-webkit-touch-callout:none] hover:border-line-strong',
        isCarried ? 'border-focus ring-2 ring-focus' : 'border-line',
        isFaded && 'opacity-40',
        canMove && 'md:cursor-grab',
      )}
    >
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <Link
            to="/app/$slug/leads/$"
            params={{ slug, _splat: id }}
            data-row={id}
            draggable={false}
            aria-describedby={canMove ? helpId : undefined}
            onClick={() => rememberRow(id)}
            onKeyDown={(event) => onKeyDown(event, card)}
            className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:outline-focus"
          >
            {name}
          </Link>
          <p className="truncate text-xs text-ink-2">{company ?? source}</p>
        </div>
        {canMove && (
          <span className="relative z-1 -mt-1 -mr-2">
            <Menu
              label={`Move ${name}`}
              trigger={<EllipsisVertical aria-hidden className="size-4" />}
              className="grid size-7 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-11"
              items={[
                { heading: 'Move to' },
                ...stages.map((stage) => ({
                  label: stage.name,
                  checked: stage.id === card.stage_id,
                  onSelect: () => onMove(card, stage),
                })),
              ]}
            />
          </span>
        )}
      </div>
      <div className="flex items-center gap-2 text-xs text-ink-2">
        <ScoreMark score={card.score} />
        {estimated_value_cents !== null && <span className="tabular-nums">{formatMoney(estimated_value_cents)}</span>}
        <span className="ml-auto">
          <OwnerMark name={ownerName} isNobody={card.owner_user_id === null} />
        </span>
      </div>
      {next_follow_up_at && (
        <p className={cx('flex items-center gap-1 text-xs', isOverdue(next_follow_up_at) ? 'text-bad' : 'text-ink-2')}>
          <BellRing aria-hidden className="size-3.5" />
          {isOverdue(next_follow_up_at) ? 'Overdue: ' : 'Follow up '}
          {followUpWords(next_follow_up_at)}
        </p>
      )}
    </li>
  )
}
