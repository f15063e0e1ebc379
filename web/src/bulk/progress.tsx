import type { ReactNode } from 'react'

/** How far it is, in a bar and in words; leaving the page does not stop it. */
export function Progress(props: { label: string; done: number; of: number; isBad?: boolean; children: ReactNode }) {
  const share = props.of === 0 ? 1 : props.done / props.of
  return (
    <section aria-label="Progress" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <div
        role="progressbar"
        aria-label={props.label}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full transition-[width] duration-200 ${props.isBad ? 'bg-danger' : 'bg-primary'}`}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <div role="status" className="pt-2 text-sm text-ink-2 tabular-nums">
        {props.children}
      </div>
    </section>
  )
}
