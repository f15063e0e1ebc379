import type { ReactNode } from 'react'

const steps: { title: string; text: string; mark: string }[] = [
  {
    title: 'A lead says yes',
    text: 'Save the customer once. The check letter of the UEN is verified, so the paper carries the right company.',
    mark: 'M6 8.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6M1 14c0-2.4 2.2-3.9 5-3.9s5 1.5 5 3.9M12.2 4.2l1.4 1.4L16 3',
  },
  {
    title: 'Tax invoice',
    text: 'Issue it, and it can never change. GST is worked out line by line, in cents, at the rate of the day.',
    mark: 'M3.5 1.5h6.5l3 3v10h-9.5zM10 1.5v3h3M6 8h4.5M6 11h3',
  },
  {
    title: 'PayNow',
    text: 'Every invoice carries its own code: the amount and the reference are filled in when your customer scans it.',
    mark: 'M2 2h4.5v4.5H2zM9.5 2H14v4.5H9.5zM2 9.5h4.5V14H2zM9.5 9.5h2v2h-2zM13 13h1v1h-1z',
  },
  {
    title: 'Bank',
    text: 'Record what came in. The invoice turns to paid, in part or in full, and what is still due is never a guess.',
    mark: 'M1.5 6.5 8 2.5l6.5 4zM3.5 7v5M6.5 7v5M9.5 7v5M12.5 7v5M1.5 13.5h13',
  },
]

/** The four links of the product's one chain. */
export function Chain() {
  return (
    <Section title="One chain, four links" lead="No copying between tools: each link is made from the one before.">
      <ol className="grid gap-x-6 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map((step, index) => (
          <li key={step.title} className="relative">
            {index < steps.length - 1 && (
              <span aria-hidden className="absolute top-5 right-0 left-14 h-px bg-line-strong/50 max-lg:hidden" />
            )}
            <span
              className={`relative grid size-10 place-items-center rounded-lg ${index === 2 ? 'bg-brand-red text-night' : 'border border-line bg-surface text-ink'}`}
            >
              <svg aria-hidden="true" viewBox="0 0 16 16" className="size-5 fill-none stroke-current stroke-[1.3]">
                <path d={step.mark} />
              </svg>
            </span>
            <h3 className="pt-4 text-lg font-semibold tracking-tight">{step.title}</h3>
            <p className="pt-1.5 text-base leading-6 text-ink-2">{step.text}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

export function Section({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <section className="mx-auto max-w-6xl px-5 py-16 md:py-24">
      <h2 className="max-w-2xl text-3xl leading-tight font-semibold tracking-tight md:text-4xl">{title}</h2>
      <p className="max-w-xl pt-3 pb-10 text-lg leading-7 text-ink-2">{lead}</p>
      {children}
    </section>
  )
}
