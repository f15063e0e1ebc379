import type { ComputedDraft } from '#modules/invoices/schemas.ts'
import { formatAmount, formatRate } from '#web/api/format.ts'

type Line = ComputedDraft['lines'][number]

/** The lines; on narrow paper quantity, price and GST move under the description. */
export function PaperLines({ lines, hasGst }: { lines: Line[]; hasGst: boolean }) {
  return (
    <table className="w-full border-y border-paper-line tabular-nums">
      <caption className="sr-only">Lines</caption>
      <thead>
        <tr className="border-b border-paper-line text-left text-paper-ink-2">
          <th scope="col" className="py-1.5 pr-2 font-medium">
            Description
          </th>
          <th scope="col" className="hidden px-2 py-1.5 text-right font-medium @md:table-cell">
            Quantity
          </th>
          <th scope="col" className="hidden px-2 py-1.5 text-right font-medium whitespace-nowrap @md:table-cell">
            Unit price
          </th>
          {hasGst && (
            <th scope="col" className="hidden px-2 py-1.5 text-right font-medium @md:table-cell">
              GST
            </th>
          )}
          <th scope="col" className="py-1.5 pl-2 text-right font-medium">
            SGD
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.length === 0 && (
          <tr>
            <td colSpan={5} className="py-4 text-paper-ink-2">
              Lines appear here as you type.
            </td>
          </tr>
        )}
        {lines.map((line, index) => (
          <tr key={index} className="border-b border-paper-line align-top last:border-0">
            <td className="py-1.5 pr-2 break-words whitespace-pre-wrap">
              {line.description || <span className="text-paper-ink-2">No description</span>}
              <span className="block text-paper-ink-2 @md:hidden">
                {quantity(line)} × {formatAmount(line.unit_price_cents)}
                {hasGst && ` · ${rate(line)}`}
              </span>
              {line.discount_cents > 0 && (
                <span className="block text-paper-ink-2">Discount {formatAmount(-line.discount_cents)}</span>
              )}
            </td>
            <td className="hidden px-2 py-1.5 text-right whitespace-nowrap @md:table-cell">{quantity(line)}</td>
            <td className="hidden px-2 py-1.5 text-right @md:table-cell">{formatAmount(line.unit_price_cents)}</td>
            {hasGst && <td className="hidden px-2 py-1.5 text-right whitespace-nowrap @md:table-cell">{rate(line)}</td>}
            <td className="py-1.5 pl-2 text-right">{formatAmount(line.amount_cents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const quantity = ({ quantity, unit }: Line) => (unit ? `${quantity} ${unit}` : quantity)
const rate = ({ gst_code, gst_rate_bp }: Line) => `${gst_code} ${formatRate(gst_rate_bp)}`
