import { type ReactNode, useId } from 'react'

type Props = { title: string; hint: ReactNode; action?: ReactNode; children: ReactNode }

export function SettingsCard({ title, hint, action, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-lg border border-line bg-surface shadow-card">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          <p className="text-sm text-ink-2">{hint}</p>
        </div>
        {action}
      </header>
      {children}
    </section>
  )
}
