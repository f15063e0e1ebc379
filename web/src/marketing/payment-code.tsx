import { encode } from 'uqr'

/** What the server writes for the invoice drawn on the page; its UEN belongs to nobody, so nobody can be paid by accident. */
const payload =
  '00020101021226490009SG.PAYNOW010120210201899901E0301004082026123152040000530370254078171.105802SG5923MERLION CLOUD PTE. LTD.6009Singapore62180114INV-2026-004126304B103'

/** A real PayNow code, drawn as one path. */
export function PaymentCode({ className }: { className?: string }) {
  const { data, size } = encode(payload, { ecc: 'M', border: 0 })
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="A PayNow code"
      shapeRendering="crispEdges"
      className={className}
    >
      <path d={squares.join('')} fill="#0f172a" />
    </svg>
  )
}
