const size = 20

/** The squares of a payment code strewn by a fixed rule, a few of them red: the pattern that runs through the product. */
export function Modules({ columns, rows, className }: { columns: number; rows: number; className?: string }) {
  let quiet = ''
  let red = ''
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const noise = ((row * 73_856_093) ^ (column * 19_349_663)) >>> 0
      const fromMiddle = Math.hypot(column / columns - 0.5, row / rows - 0.5)
      if ((noise % 100) / 100 > 0.62 - fromMiddle * 0.75) continue
      const square = `M${column * size} ${row * size}h19v19h-19z`
      if (noise % 23 === 5) red += square
      else quiet += square
    }
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${columns * size} ${rows * size}`} className={className}>
      <path d={quiet} fill="currentColor" />
      <path d={red} className="fill-brand-red" />
    </svg>
  )
}
