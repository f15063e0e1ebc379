import { encode } from 'uqr'

/** One path on white with its quiet margin, which cameras need in dark mode too. */
export default function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 3 })
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="size-44 rounded-lg border border-paper-line bg-paper"
    >
      <path d={squares.join('')} className="fill-paper-ink" />
    </svg>
  )
}
