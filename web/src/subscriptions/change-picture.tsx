import type { Price } from '#modules/plans/schemas.ts'
import type { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { formatDate, formatMoney, formatRate } from '#web/api/format.ts'
import { ProrationBar } from '#web/subscriptions/proration-bar.tsx'
import { each, periodWords } from '#web/subscriptions/words.ts'
import { cx } from '#web/ui/cx.ts'

type Props = {
  subscription: { plan: Pick<Subscription['plan'], 'name'> }
  newPrice: Pick<Price, 'billing_interval'> | undefined
  preview: ChangePreview
  isStale: boolean
}

/** The change as a picture and as an account: what is used, credited and charged, to the cent. */
export function ChangePicture({ subscription, newPrice, preview, isStale }: Props) {
  return (
    <section
      aria-labelledby="preview"
      aria-busy={isStale}
      className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
    >
      <h2 id="preview" className="pb-2 text-base font-semibold">
        What happens
      </h2>
      <div className={cx('transition-opacity', isStale && 'opacity-60')}>
        <ProrationBar subscription={subscription} preview={preview} />
        <Account preview={preview} newPrice={newPrice} />
      </div>
    </section>
  )
}

function Account({ preview, newPrice }: Pick<Props, 'preview' | 'newPrice'>) {
  const { lines, net_cents, invoice, credit_used_cents, credit_after_cents, next_invoice, charge } = preview
  const older = credit_used_cents > 0 ? -credit_used_cents : 0
  return (
    <div role="status">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">What is credited and charged</caption>
        <tbody>
          {lines.map((line) => (
            <Sum
              key={line.kind}
              words={line.description}
              note={periodWords(line.service_from_date, line.service_to_date)}
              cents={line.kind === 'credit' ? -line.amount_cents : line.amount_cents}
            />
          ))}
          {older < 0 && <Sum words="Credit from before" cents={older} />}
          {invoice && (
            <>
              <Sum words="Before GST" cents={invoice.subtotal_cents} isRuled />
              {invoice.gst_breakdown.map(({ gst_code, gst_rate_bp, gst_cents }) => (
                <Sum
                  key={gst_code + String(gst_rate_bp)}
                  words={gst_code === 'NG' ? 'No GST' : `GST ${formatRate(gst_rate_bp)}`}
                  cents={gst_cents}
                />
              ))}
              <Sum words="Charged today" cents={invoice.total_amount_cents} isStrong isRuled />
            </>
          )}
          {charge === 'next_invoice' && (
            <Sum words="On the next invoice, before GST" cents={net_cents} isStrong isRuled />
          )}
          {charge === 'none' && <Sum words="Charged today" cents={0} isStrong isRuled={lines.length > 0} />}
          {credit_after_cents > 0 && (
            <Sum words="Credit left" note="before GST, off the next invoices" cents={credit_after_cents} />
          )}
        </tbody>
      </table>
      {next_invoice && (
        <p className="mt-2 border-t border-line pt-2 text-sm text-ink-2">
          Next invoice on {formatDate(next_invoice.date)}
          {next_invoice.amount_cents === null
            ? ', by use.'
            : `: ${formatMoney(next_invoice.amount_cents)}${newPrice ? ` ${each[newPrice.billing_interval]}` : ''}, before GST and credit.`}
        </p>
      )}
    </div>
  )
}

type SumProps = { words: string; note?: string; cents: number; isStrong?: boolean; isRuled?: boolean }

function Sum({ words, note, cents, isStrong = false, isRuled = false }: SumProps) {
  return (
    <tr className={cx('align-baseline', isRuled && 'border-t border-line', isStrong && 'font-semibold')}>
      <th scope="row" className={cx('py-1 pr-3 text-left', !isStrong && 'font-normal')}>
        {words}
        {note && <span className="block text-xs font-normal text-ink-2">{note}</span>}
      </th>
      <td className="py-1 text-right whitespace-nowrap">{formatMoney(cents)}</td>
    </tr>
  )
}
