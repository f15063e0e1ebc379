import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { LeadFlow, LeadFlowQuery } from '#modules/lead-conversions/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useOrganization } from '#web/app/session.ts'
import type { Folded, Source } from '#web/lead-flow/fold.ts'
import { type Band, type Bar, bandPath, layOutFlow } from '#web/lead-flow/layout.ts'
import { leadsBehind } from '#web/lead-flow/link-to-leads.ts'
import { leadsWord } from '#web/leads/words.ts'
import { cx } from '#web/ui/cx.ts'

type Lit = { source?: string; stage_id?: string }
type Stage = LeadFlow['stages'][number]

const sizes = { tall: 320, least: 36, gap: 6 }
/** Of the words beside the first and the last column, and of a bar. */
const words = 176
const thick = 10

const barTones = { leads: 'fill-primary', converted: 'fill-ok', disqualified: 'fill-line-strong' }
const toneOf = (status: Stage['status']) =>
  status === 'converted' || status === 'disqualified' ? barTones[status] : barTones.leads

/** Sources on the left, stages in the middle, dollars on the right; each bar and band is a link to its leads. */
export function FlowChart({ flow, query }: { flow: Folded; query: LeadFlowQuery }) {
  const { slug } = useOrganization()
  const [box, width] = useWidth()
  const [lit, setLit] = useState<Lit>()
  const [told, setTold] = useState<string>()
  const { height, sources, stages, collected, bands } = layOutFlow(flow, sizes)
  const [left, right] = [words, Math.max(words + 200, width - words) - thick]
  const middle = (left + right) / 2 - 40
  const sourceOf = new Map(flow.sources.map((each) => [each.source, each]))
  const stageOf = new Map(flow.stages.map((each) => [each.stage_id, each]))
  const linkOf = new Map(flow.links.map((link) => [`${link.stage_id} ${link.source}`, link]))
  const steps = inOrder(sources, stages, bands)
  const [current, setCurrent] = useState('')
  const tabStop = steps.includes(current) ? current : steps[0]
  const isDim = (band: Band) =>
    lit !== undefined &&
    ((lit.source !== undefined && lit.source !== band.source) ||
      (lit.stage_id !== undefined && lit.stage_id !== band.stage_id))

  /** One stop for Tab; from there the arrows go to every bar and band. */
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    const place = steps.indexOf((event.target as Element).getAttribute('data-step') ?? '')
    if (place < 0 || (step === undefined && event.key !== 'Home' && event.key !== 'End')) return
    event.preventDefault()
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? steps.length - 1 : place + (step ?? 0)
    const key = steps[Math.min(Math.max(next, 0), steps.length - 1)]!
    box.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(key)}"]`)?.focus()
  }

  function linkProps(step: string, label: string, lights: Lit, filter: Lit): StepLink {
    const show = () => {
      setLit(lights)
      setTold(label)
    }
    const isOthers = filter.source !== undefined && sourceOf.get(filter.source)?.folded !== undefined
    return {
      ...leadsBehind(slug, query, filter),
      ...(isOthers && { params: { slug, _splat: 'flow' }, search: allSources }),
      'data-step': step,
      tabIndex: step === tabStop ? 0 : -1,
      activeProps: {},
      onPointerEnter: show,
      onFocus: () => {
        setCurrent(step)
        show()
      },
      onBlur: () => setLit(undefined),
    }
  }

  return (
    <>
      <div aria-hidden className="flex justify-between pb-2 text-xs font-medium text-ink-2">
        <span>Source</span>
        <span className="absolute" style={{ marginLeft: middle }}>
          Stage now
        </span>
        <span style={{ width: words - 8 }}>Collected</span>
      </div>
      <div
        ref={box}
        role="group"
        aria-label="From source to stage to collected. The arrow keys go from one to the next."
        className="relative"
        style={{ height }}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setLit(undefined)}
      >
        <svg width={width} height={height} className="absolute inset-0 block overflow-visible">
          {bands.map((band) => {
            const link = linkOf.get(`${band.stage_id} ${band.source}`)!
            const stage = stageOf.get(band.stage_id)!
            const isMoney = band.kind === 'money'
            const tone = isMoney
              ? 'fill-ok stroke-ok'
              : stage.status === 'disqualified'
                ? 'fill-ink-3 stroke-ink-3'
                : 'fill-primary stroke-primary'
            const label = isMoney
              ? `${band.source}: ${formatMoney(link.collected_cents)} collected from ${stage.name}`
              : `${band.source} to ${stage.name}: ${countWords(link.count)}`
            const [from, to] = isMoney ? [middle + thick, right] : [left + thick, middle]
            return (
              <Link
                key={band.key}
                {...linkProps(
                  band.key,
                  label,
                  { source: band.source },
                  { source: band.source, stage_id: band.stage_id },
                )}
                aria-label={label}
                className="group outline-none"
              >
                <path
                  d={bandPath(band, from, to)}
                  strokeWidth={lit && !isDim(band) ? 1.5 : 0.75}
                  className={cx(
                    tone,
                    'transition-opacity group-focus-visible:stroke-focus group-focus-visible:stroke-2 group-focus-visible:opacity-100',
                    lit === undefined ? 'opacity-25' : isDim(band) ? 'opacity-8' : 'opacity-60',
                  )}
                />
              </Link>
            )
          })}
          <g aria-hidden>
            {sources.map((bar) => (
              <Column key={bar.key} bar={bar} x={left} tone={barTones.leads} />
            ))}
            {stages.map((bar) => (
              <Column key={bar.key} bar={bar} x={middle} tone={toneOf(stageOf.get(bar.key)!.status)} />
            ))}
            {collected.map((bar) => (
              <Column key={bar.key} bar={bar} x={right} tone={barTones.converted} />
            ))}
          </g>
        </svg>
        {sources.map((bar) => {
          const source = sourceOf.get(bar.key)!
          return (
            <Label
              key={bar.key}
              bar={bar}
              left={0}
              width={words - 10}
              isRight
              name={nameOf(source)}
              figure={`${countWords(source.count)} · ${formatCount(source.converted_count)} won`}
              more={`${formatMoney(source.collected_cents)} collected`}
              link={linkProps(sourceStep(bar), sourceWords(source), { source: bar.key }, { source: bar.key })}
            />
          )
        })}
        {stages.map((bar) => {
          const stage = stageOf.get(bar.key)!
          const label = `${stage.name}: ${countWords(stage.count)}${stage.collected_cents > 0 ? `, ${formatMoney(stage.collected_cents)} collected` : ''}`
          return (
            <Label
              key={bar.key}
              bar={bar}
              left={middle + thick + 4}
              name={stage.name}
              figure={countWords(stage.count)}
              more={stage.collected_cents > 0 ? `${formatMoney(stage.collected_cents)} collected` : undefined}
              link={linkProps(stageStep(bar), label, { stage_id: bar.key }, { stage_id: bar.key })}
            />
          )
        })}
        {collected.map((bar) => {
          const source = sourceOf.get(bar.key)!
          return (
            <div
              key={bar.key}
              aria-hidden
              className="pointer-events-none absolute -translate-y-1/2 text-sm tabular-nums"
              style={{ left: right + thick + 8, top: bar.middle, width: words - 8 }}
            >
              <p className="font-medium">{formatMoney(source.collected_cents)}</p>
              <p className="truncate text-xs text-ink-2">{source.source}</p>
            </div>
          )
        })}
        {collected.length === 0 && (
          <p
            className="absolute top-1/2 -translate-y-1/2 text-sm text-ink-2"
            style={{ left: right - 60, width: words + 60 }}
          >
            Nothing collected yet
          </p>
        )}
      </div>
      <p aria-hidden className="min-h-6 pt-2 text-sm text-ink-2">
        {told ?? 'Point at a band to follow one source; click to see its leads.'}
      </p>
    </>
  )
}

type StepLink = ReturnType<typeof leadsBehind> & {
  'data-step': string
  tabIndex: number
  activeProps: object
  onPointerEnter: () => void
  onFocus: () => void
  onBlur: () => void
}
type LabelProps = {
  bar: Bar
  left: number
  width?: number
  isRight?: boolean
  name: ReactNode
  figure: string
  /** For ears alone. */
  more?: string | undefined
  link: StepLink
}

function Label({ bar, left, width, isRight, name, figure, more, link }: LabelProps) {
  return (
    <Link
      {...link}
      className={cx(
        'absolute block max-w-44 -translate-y-1/2 rounded-sm text-sm leading-4 hover:underline',
        isRight ? 'text-right' : 'bg-surface/75 px-1',
      )}
      style={{ left, top: bar.middle, width }}
    >
      <span className="block truncate font-medium">{name}</span>
      <span className="block truncate text-xs text-ink-2 tabular-nums">{figure}</span>
      {more && <span className="sr-only">{more}</span>}
    </Link>
  )
}

const Column = ({ bar, x, tone }: { bar: Bar; x: number; tone: string }) => (
  <rect
    x={x}
    y={bar.top}
    width={thick}
    height={Math.max(bar.height, 1.5)}
    rx={Math.min(2, bar.height / 2)}
    className={tone}
  />
)

const countWords = (count: number) => `${formatCount(count)} ${leadsWord(count)}`
const nameOf = ({ source, folded }: Source) => (folded ? `${source} (${formatCount(folded)})` : source)
const sourceWords = (source: Source) =>
  `${nameOf(source)}: ${countWords(source.count)}, ${formatCount(source.converted_count)} won, ${formatMoney(source.collected_cents)} collected`
const allSources = ((previous: object) => ({ ...previous, all: 'yes' })) as never

const sourceStep = (bar: Bar) => `source ${bar.key}`
const stageStep = (bar: Bar) => `stage ${bar.key}`

/** Each source with its bands, then the stages. */
const inOrder = (sources: Bar[], stages: Bar[], bands: Band[]) => [
  ...sources.flatMap((bar) => [
    sourceStep(bar),
    ...bands.filter(({ source }) => source === bar.key).map(({ key }) => key),
  ]),
  ...stages.map(stageStep),
]

function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(960)
  useEffect(() => {
    if (!box.current) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 960))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return [box, width] as const
}
