import type { ReactNode } from 'react'
import { Section } from '#web/marketing/chain.tsx'

/** What an auditor asks for, each answered by a piece of the product. */
export function Proof() {
  return (
    <Section
      title="Built for the question “show me”"
      lead="From the auditor, from IRAS, or from a customer who disagrees."
    >
      <div className="grid gap-4 lg:grid-cols-6">
        <Card
          wide
          title="Gapless numbers"
          text="A number is taken at the moment of issue, in the same transaction. Drafts have none; a voided invoice keeps its own."
        >
          <ol className="grid gap-1.5 text-sm tabular-nums">
            {[
              ['INV-2026-00409', 'Paid', 'bg-ok-bg text-ok', '$1,308.00'],
              ['INV-2026-00410', 'Open', 'bg-info-bg text-info', '$436.00'],
              ['INV-2026-00411', 'Void', 'bg-mute-bg text-mute', '$2,180.00'],
              ['INV-2026-00412', 'Paid', 'bg-ok-bg text-ok', '$8,171.10'],
            ].map(([number, word, tone, amount]) => (
              <li key={number} className="flex items-center gap-3 rounded-md border border-line bg-surface px-3 py-2">
                <span className="font-medium whitespace-nowrap">{number}</span>
                <span className={`rounded-full px-2 text-xs font-medium ${tone}`}>{word}</span>
                <span className="ml-auto">{amount}</span>
              </li>
            ))}
          </ol>
        </Card>
        <Card
          wide
          title="GST to the cent"
          text="Standard-rated, zero-rated and exempt on one invoice, each group with its own sum. The database refuses a total that does not add up."
        >
          <table className="w-full rounded-md text-sm tabular-nums">
            <thead className="text-left text-xs text-ink-2">
              <tr>
                <th scope="col" className="pb-2 font-medium">
                  Code
                </th>
                <th scope="col" className="pb-2 text-right font-medium">
                  Value
                </th>
                <th scope="col" className="pb-2 text-right font-medium">
                  GST
                </th>
              </tr>
            </thead>
            <tbody>
              {[
                ['SR 9%', '6,840.00', '615.60'],
                ['ZR 0%', '656.42', '0.00'],
                ['ES33 exempt', '120.00', '0.00'],
              ].map(([code, value, gst]) => (
                <tr key={code} className="border-t border-line">
                  <th scope="row" className="py-2.5 text-left font-medium">
                    {code}
                  </th>
                  <td className="py-2.5 text-right">{value}</td>
                  <td className="py-2.5 text-right">{gst}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
        <Card
          title="An audit trail"
          text="Who, what, when, and the fields before and after, written with the change itself. The program itself has no right to alter it."
        >
          <ul className="grid gap-2 border-l-2 border-accent pl-3 text-sm">
            <li>
              <strong className="font-semibold">Mei Ling</strong> issued INV-2026-00412
            </li>
            <li>
              <strong className="font-semibold">Rajesh</strong> edited customer Kopi Kaki
            </li>
            <li>
              <strong className="font-semibold">Mei Ling</strong> recorded $8,171.10
            </li>
          </ul>
        </Card>
        <Card
          title="A PDF that keeps"
          text="Made on your own server in the archive format PDF/A, with the fonts inside: the same paper in ten years."
        >
          <p className="flex items-center gap-3 rounded-md border border-line bg-surface px-3 py-2.5 text-sm">
            <span className="rounded bg-accent px-1.5 py-0.5 text-xs font-semibold text-night">PDF</span>
            INV-2026-00412.pdf
          </p>
        </Card>
        <Card
          title="Walls between companies"
          text="Run several companies side by side. The database itself keeps their rows apart, on every read and every write."
        >
          <div aria-hidden className="grid grid-cols-3 gap-2">
            {[0, 1, 2].map((company) => (
              <div key={company} className="grid gap-1.5 rounded-md border border-line bg-surface p-2">
                <span className={`h-1.5 rounded-full ${company === 0 ? 'bg-accent' : 'bg-line'}`} />
                <span className="h-1.5 rounded-full bg-line" />
                <span className="h-1.5 w-2/3 rounded-full bg-line" />
              </div>
            ))}
          </div>
        </Card>
      </div>
    </Section>
  )
}

function Card({
  title,
  text,
  wide = false,
  children,
}: {
  title: string
  text: string
  wide?: boolean
  children: ReactNode
}) {
  return (
    <article
      className={`flex flex-col gap-6 rounded-xl border border-line bg-raised p-6 ${wide ? 'lg:col-span-3' : 'lg:col-span-2'}`}
    >
      <div>
        <h3 className="text-lg font-semibold tracking-tight">{title}</h3>
        <p className="pt-1.5 text-base leading-6 text-ink-2">{text}</p>
      </div>
      <div className="mt-auto">{children}</div>
    </article>
  )
}
