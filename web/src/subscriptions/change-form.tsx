import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import type { Changed } from '#modules/subscriptions/change-schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { changeSubscription, refreshSubscription } from '#web/subscriptions/api.ts'
import { ChangePicture } from '#web/subscriptions/change-picture.tsx'
import { confirmWords, todayFigure, whenWords } from '#web/subscriptions/change-words.ts'
import { PricePicker, useChosenPrice } from '#web/subscriptions/price-picker.tsx'
import { useChangePreviews, type When } from '#web/subscriptions/use-change-previews.ts'
import { hasSeats, isPerSeat, termsWords } from '#web/subscriptions/words.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form.tsx'
import { Skeleton } from '#web/ui/state.tsx'

type Props = { subscription: Subscription; onDone: (changed: Changed) => void }

/** Other terms, with what each way of changing to them costs, drawn before anything happens. */
export function ChangeForm({ subscription, onDone }: Props) {
  const queryClient = useQueryClient()
  const key = useRef(newIdempotencyKey())
  const { id, plan, price, quantity } = subscription
  const [chosen, setChosen] = useState({ plan_id: plan.id, price_id: price.id })
  const [seats, setSeats] = useState(String(quantity))
  const [wanted, setWanted] = useState<When>()
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  const current = { plan, price }
  const newPrice = useChosenPrice(chosen, current)
  const isWhole = /^\s*[1-9]\d{0,6}\s*$/.test(seats)
  const isCounted = newPrice ? hasSeats(newPrice) : hasSeats(price)
  const count = isCounted ? Number(seats) : 1
  // To ask for the present terms takes back a change that waits; without one there is nothing to ask.
  const isSame = !subscription.pending_change && chosen.price_id === price.id && (count === quantity || !isCounted)
  const terms =
    chosen.price_id && (isWhole || !isCounted) && !isSame ? { price_id: chosen.price_id, quantity: count } : undefined
  const previews = useChangePreviews(id, terms)
  const when = wanted && previews.of[wanted]?.when === wanted ? wanted : previews.usual?.when
  const preview = (when && previews.of[when]) ?? previews.usual

  const choose = useCallback((next: typeof chosen) => {
    setFailure(undefined)
    setChosen(next)
  }, [])

  async function change() {
    if (!terms || !preview) return
    setBusy(true)
    setFailure(undefined)
    try {
      const changed = await changeSubscription(id, { ...terms, when: preview.when }, key.current)
      await refreshSubscription(queryClient, changed.subscription)
      onDone(changed)
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      setFailure(messageOf(error))
      setBusy(false)
    }
  }

  return (
    <form
      noValidate
      className="grid gap-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]"
      onSubmit={(event) => {
        event.preventDefault()
        if (preview && !previews.isStale && !isBusy) void change()
      }}
    >
      <div className="grid min-w-0 content-start gap-4">
        <p className="text-sm text-ink-2">
          Now: <span className="font-medium text-ink">{termsWords(subscription)}</span>
        </p>
        <PricePicker {...chosen} onChange={choose} current={current} priceError={fieldError(previews.error)} />
        {isCounted && (
          <div className="max-w-40">
            <TextField
              label={isPerSeat(newPrice ?? price) ? 'Seats' : 'Units'}
              inputMode="numeric"
              autoComplete="off"
              value={seats}
              error={isWhole ? undefined : 'Type a whole number from 1.'}
              onChange={(event) => setSeats(event.target.value)}
              onKeyDown={(event) => {
                const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
                if (step === 0 || !isWhole) return
                event.preventDefault()
                setSeats(String(Math.max(1, Number(seats) + step)))
              }}
            />
          </div>
        )}
        <ChoiceCards
          legend="When it changes"
          value={when}
          onChange={setWanted}
          options={(['now', 'now_new_anchor', 'period_end'] as const).map((value) => {
            const own = previews.of[value]
            const isPossible = !own || own.when === value
            return {
              value,
              ...whenWords(value, subscription, newPrice, isPossible),
              figure: own && isPossible ? todayFigure(own) : '',
              disabled: !own || !isPossible,
            }
          })}
        />
      </div>
      <div className="grid min-w-0 content-start gap-4">
        {preview ? (
          <ChangePicture subscription={subscription} newPrice={newPrice} preview={preview} isStale={previews.isStale} />
        ) : (
          <div className="grid min-h-56 place-items-center rounded-lg border border-dashed border-line px-6 py-10 text-center text-sm text-ink-2">
            {previews.error ? (
              <p role="alert" className="font-medium text-bad">
                {messageOf(previews.error)}
              </p>
            ) : previews.isLoading ? (
              <Skeleton className="h-40 w-full" />
            ) : (
              <p>
                {isSame
                  ? 'These are the terms they have. Choose another price or number of seats to see what it costs.'
                  : 'Choose a price to see what it costs.'}
              </p>
            )}
          </div>
        )}
        <FormError>{failure}</FormError>
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="primary" size="lg" disabled={!preview} busy={isBusy} busyLabel="Changing…">
            {preview ? confirmWords(preview) : 'Change'}
          </Button>
          <Link
            from="/app/$slug"
            to="/app/$slug/subscriptions/$id"
            params={{ id }}
            className={buttonClass('ghost', 'lg')}
          >
            Cancel
          </Link>
        </div>
      </div>
    </form>
  )
}

function fieldError(error: unknown): string | undefined {
  return error instanceof ApiError ? error.fields.find(({ pointer }) => pointer === '/price_id')?.detail : undefined
}
