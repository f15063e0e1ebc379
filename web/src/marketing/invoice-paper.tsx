import { Modules } from '#web/marketing/modules.tsx'
import { PaymentCode } from '#web/marketing/payment-code.tsx'

const lines = [
  ['Cloud hosting, business plan', '12', '480.00', '5,760.00'],
  ['On-site support', '6 h', '180.00', '1,080.00'],
  ['Data migration', '1', '656.42', '656.42'],
] as const

/** The product's own document, drawn in HTML: what a customer receives. */
export function InvoicePaper() {
  return (
    <figure className="relative isolate">
      <Modules
        columns={34}
        rows={34}
        className="absolute -top-24 -right-16 -bottom-24 -left-16 -z-1 text-line max-lg:hidden"
      />
      <div className="rounded-sm bg-paper p-6 pb-12! text-paper-ink shadow-[0_1px_2px_rgb(15_23_42/0.08),0_24px_60px_-12px_rgb(15_23_42/0.28)] ring-1 ring-paper-line sm:p-8">
        <div className="flex items-start justify-between gap-4">
          <div>
            <p className="text-lg font-semibold tracking-tight whitespace-nowrap">Tax invoice</p>
            <p className="text-sm whitespace-nowrap text-paper-ink-2 tabular-nums">INV-2026-00412</p>
          </div>
          <div className="text-right text-xs leading-5 text-paper-ink-2">
            <p className="text-sm font-semibold text-paper-ink">Merlion Cloud Pte. Ltd.</p>
            <p className="max-sm:hidden">71 Ayer Rajah Crescent, Singapore 139951</p>
            <p className="tabular-nums">
              <span className="max-sm:hidden">UEN and </span>GST No. 201899901E
            </p>
          </div>
        </div>
        <dl className="mt-6 grid grid-cols-3 gap-4 border-y border-paper-line py-3 text-xs">
          <Fact label="Bill to" value="Kopi Kaki Pte. Ltd." />
          <Fact label="Invoice date" value="22 Nov 2026" />
          <Fact label="Due" value="22 Dec 2026" />
        </dl>
        <table className="mt-3 w-full text-xs">
          <thead className="text-left text-paper-ink-2">
            <tr>
              <th scope="col" className="py-1.5 font-medium">
                Description
              </th>
              <th scope="col" className="py-1.5 text-right font-medium">
                Qty
              </th>
              <th scope="col" className="py-1.5 text-right font-medium max-sm:hidden">
                Price
              </th>
              <th scope="col" className="py-1.5 text-right font-medium">
                SGD
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(([what, quantity, price, amount]) => (
              <tr key={what} className="border-t border-paper-line">
                <td className="py-2">{what}</td>
                <td className="py-2 text-right tabular-nums">{quantity}</td>
                <td className="py-2 text-right tabular-nums max-sm:hidden">{price}</td>
                <td className="py-2 text-right tabular-nums">{amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="mt-4 flex items-end justify-between gap-6">
          <div className="flex items-center gap-3">
            <PaymentCode className="size-24 shrink-0 sm:size-28" />
            <p className="text-xs leading-5 text-paper-ink-2 max-sm:hidden">
              <span className="block font-semibold text-paper-ink">Pay by PayNow</span>
              Scan with any
              <br />
              Singapore bank app.
            </p>
          </div>
          <dl className="grid w-40 gap-1 text-xs tabular-nums sm:w-44">
            <Sum label="Subtotal" value="7,496.42" />
            <Sum label="GST 9%" value="674.68" />
            <div className="mt-1 flex justify-between gap-3 border-t-2 border-paper-ink pt-2 text-base font-semibold">
              <dt>Total</dt>
              <dd>$8,171.10</dd>
            </div>
          </dl>
        </div>
      </div>
      <figcaption className="absolute -right-2 -bottom-8 flex items-center gap-3 rounded-lg border border-line bg-raised py-2.5 pr-4 pl-3 text-sm shadow-pop sm:-right-6">
        <span aria-hidden className="grid size-8 place-items-center rounded-full bg-ok-bg text-ok">
          <svg viewBox="0 0 16 16" className="size-4 fill-none stroke-current stroke-2">
            <path d="m3 8.5 3.2 3.2L13 5" />
          </svg>
        </span>
        <span>
          <span className="block font-semibold">Paid in full</span>
          <span className="block text-xs text-ink-2 tabular-nums">$8,171.10 by PayNow, 3 days early</span>
        </span>
      </figcaption>
    </figure>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-paper-ink-2">{label}</dt>
      <dd className="pt-0.5 font-medium">{value}</dd>
    </div>
  )
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-3">
      <dt className="text-paper-ink-2">{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
