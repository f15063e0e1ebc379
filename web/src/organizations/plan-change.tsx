import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { PlanTerms } from '#modules/operator/plan-schemas.ts'
import type { PublicPlan, PublicPrice } from '#modules/plans/pricing-schemas.ts'
import type { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { useOrganization } from '#web/app/session.ts'
import { choosePlan, planPreviewQuery } from '#web/organizations/plan-queries.ts'
import { ChangePicture } from '#web/subscriptions/change-picture.tsx'
import { chargedToday, confirmWords } from '#web/subscriptions/change-words.ts'
import { hasSeats, isPerSeat } from '#web/subscriptions/words.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form.tsx'
import { Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = {
  price_id: string
  /** Undefined for one's own price that is sold no more. */
  offer: { plan: PublicPlan; price: PublicPrice } | undefined
  terms: PlanTerms
  seats_used: number
}

/** Another plan, or other seats of one's own, with what it costs drawn before it is done. */
export default function PlanChange({ price_id, offer, terms, seats_used }: Props) {
  const { id } = useOrganization()
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/app/$slug/settings/$' })
  const box = useRef<HTMLFormElement>(null)
  const key = useRef(newIdempotencyKey())
  const isReturn = terms.status === 'canceled'
  const isOwn = price_id === terms.price_id && !isReturn
  const name = offer?.plan.name ?? terms.plan.name
  const price = { ...(offer?.price ?? terms.price), meter_id: null }
  const isCounted = hasSeats(price)
  const [seats, setSeats] = useState(String(isOwn ? terms.quantity : Math.max(seats_used, 1)))
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [asked, setAsked] = useState(seats)
  const isWhole = /^\s*[1-9]\d{0,6}\s*$/.test(seats)
  const isSame = isOwn && !terms.pending_change && (!isCounted || Number(seats) === terms.quantity)
  const choice = { price_id, ...(isCounted && { quantity: Number(asked) }) }
  const isAsked = !isSame && (!isCounted || (isWhole && asked === seats))
  const { data, error, isPlaceholderData, isFetching } = useQuery({ ...planPreviewQuery(id, choice), enabled: isAsked })
  const preview = isSame || error ? undefined : data

  // A quarter of a second behind the typing.
  useEffect(() => {
    const timer = setTimeout(() => setAsked(seats), 250)
    return () => clearTimeout(timer)
  }, [seats])
  const isDrawn = preview !== undefined
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [isDrawn])

  async function choose() {
    setBusy(true)
    setFailure(undefined)
    try {
      const { terms: now } = await choosePlan(id, choice, key.current)
      const becomes = now.pending_change
      toast({
        title: becomes
          ? `${becomes.plan_name} begins on ${formatDate(now.current_period_end_date)}`
          : isOwn
            ? `${name} is kept`
            : `You are on ${now.plan.name}`,
      })
      await Promise.all(
        ['entitlements', 'plan-terms', 'members'].map((noun) => queryClient.invalidateQueries({ queryKey: [noun] })),
      )
      await navigate({ search: {}, replace: true, resetScroll: false })
    } catch (refusal) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (refusal instanceof ApiError && refusal.status >= 400 && refusal.status < 500)
        key.current = newIdempotencyKey()
      setFailure(messageOf(refusal))
      setBusy(false)
    }
  }

  return (
    <form
      id="choice"
      ref={box}
      noValidate
      aria-label={isOwn ? name : isReturn ? `Start ${name}` : `Change to ${name}`}
      className="grid max-w-3xl scroll-my-4 gap-4 max-md:scroll-mb-20"
      onSubmit={(event) => {
        event.preventDefault()
        if (preview && !isPlaceholderData && !isBusy) void choose()
      }}
    >
      {isCounted && (
        <div className="max-w-40">
          <TextField
            label={isPerSeat(price) ? 'Seats' : 'Units'}
            inputMode="numeric"
            autoComplete="off"
            hint={`${seats_used} in use`}
            value={seats}
            error={isWhole ? problemOf(error, '/quantity') : 'Type a whole number from 1.'}
            onChange={(event) => {
              setFailure(undefined)
              setSeats(event.target.value)
            }}
          />
        </div>
      )}
      {preview ? (
        <ChangePicture
          subscription={terms}
          newPrice={price}
          preview={preview}
          isStale={isPlaceholderData || isFetching || asked !== seats}
        />
      ) : error && !problemOf(error, '/quantity') ? (
        <FormError>{messageOf(error)}</FormError>
      ) : isSame ? (
        <p className="text-sm text-ink-2">This is what you have. Type another number of seats to see what it costs.</p>
      ) : (
        <Skeleton className="h-56 w-full" />
      )}
      <FormError>{failure}</FormError>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          variant="primary"
          size="lg"
          disabled={!preview}
          busy={isBusy}
          busyLabel={isReturn ? 'Starting…' : 'Changing…'}
        >
          {isReturn ? startWords(preview) : preview ? confirmWords(preview) : 'Change'}
        </Button>
        <Link
          from="/app/$slug"
          to="/app/$slug/settings/$"
          params={{ _splat: 'plan' }}
          search={{}}
          resetScroll={false}
          className={buttonClass('ghost', 'lg')}
        >
          Cancel
        </Link>
      </div>
    </form>
  )
}

const startWords = (preview: ChangePreview | undefined): string =>
  preview?.invoice ? `Start now and charge ${formatMoney(chargedToday(preview))}` : 'Start now'

function problemOf(error: unknown, pointer: string): string | undefined {
  return error instanceof ApiError ? error.fields.find((field) => field.pointer === pointer)?.detail : undefined
}
