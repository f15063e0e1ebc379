import type { Tier } from '#modules/plans/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { tierWords } from '#web/plans/words.ts'

export function TierTable({ tiers, unit }: { tiers: Tier[]; unit: string }) {
  const hasFlat = tiers.some(({ flat_amount_cents }) => flat_amount_cents > 0)
  return (
    <table className="mb-1 w-full max-w-md text-xs tabular-nums">
      <thead className="text-left text-ink-2">
        <tr className="[&>th]:py-1 [&>th]:font-medium">
          <th scope="col">Units</th>
          <th scope="col" className="text-right">
            Per {unit}
          </th>
          {hasFlat && (
            <th scope="col" className="text-right">
              Once
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {tiers.map((tier, index) => (
          <tr key={tier.up_to} className="border-t border-line [&>td]:py-1">
            <td>{tierWords(tiers, index)}</td>
            <td className="text-right">{formatMoney(tier.unit_amount_cents)}</td>
            {hasFlat && <td className="text-right">{formatMoney(tier.flat_amount_cents)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
