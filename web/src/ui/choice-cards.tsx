import { type ReactNode, useId } from 'react'
import { cx } from '#web/ui/cx.ts'

type Choice<T extends string> = {
  value: T
  label: ReactNode
  hint?: ReactNode
  /** On the right, such as what it costs. */
  figure?: ReactNode
  disabled?: boolean
}

/** A few choices with their consequences in words; arrows move between them. */
export function ChoiceCards<T extends string>(props: {
  legend: ReactNode
  hint?: ReactNode
  value: T | undefined
  onChange: (value: T) => void
  options: Choice<T>[]
  disabled?: boolean
}) {
  const name = useId()
  return (
    <fieldset disabled={props.disabled} className="min-w-0">
      <legend className="text-sm font-medium">{props.legend}</legend>
      {props.hint && <p className="pt-0.5 text-xs text-ink-2">{props.hint}</p>}
      <div className="mt-1.5 overflow-hidden rounded-lg border border-line-strong/60 bg-surface">
        {props.options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2.5 border-b border-line px-3 py-2 last:border-0 has-checked:bg-info-bg/60 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus pointer-coarse:py-3',
              option.disabled || props.disabled ? 'opacity-60' : 'cursor-pointer hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={props.value === option.value}
              disabled={option.disabled}
              onChange={() => props.onChange(option.value)}
              className="size-4 translate-y-0.5 accent-primary outline-none"
            />
            <span className="text-sm font-medium">{option.label}</span>
            <span className="text-sm tabular-nums">{option.figure}</span>
            {option.hint && <span className="col-span-2 col-start-2 text-xs text-ink-2">{option.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
