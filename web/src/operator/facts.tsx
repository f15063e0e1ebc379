import type { ReactNode } from 'react'

/** What is known of one thing, label by label. */
export function Facts({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <dl className="grid max-w-4xl gap-x-8 gap-y-1.5 rounded-lg border border-line bg-surface px-4 py-3 text-sm shadow-card sm:grid-cols-2">
      {facts.map(([label, value]) => (
        <div key={label} className="flex min-w-0 gap-3">
          <dt className="w-32 shrink-0 text-ink-2">{label}</dt>
          <dd className="min-w-0 flex-1 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
