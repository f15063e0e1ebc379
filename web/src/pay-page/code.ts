import { encode } from 'uqr'
import { vector } from '#web/pay-page/element.ts'

/** White all around it, four squares wide: cameras need that, in dark mode too. */
const border = 4
const pixelsPerSquare = 12

/** The code as one vector path, sharp at any size. */
export function codePicture(payload: string, label: string): SVGElement {
  const { data, size } = encode(payload, { ecc: 'M', border })
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return vector(
    'svg',
    {
      viewBox: `0 0 ${size} ${size}`,
      role: 'img',
      'aria-label': label,
      'shape-rendering': 'crispEdges',
      class: 'mx-auto block w-full max-w-64 rounded-lg bg-paper',
    },
    vector('path', { d: squares.join(''), class: 'fill-paper-ink' }),
  )
}

/** To the photos of the phone, where its banking app looks for codes: as pixels, for albums take no vectors. */
export function saveCode(payload: string, name: string): void {
  const { data, size } = encode(payload, { ecc: 'M', border })
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * pixelsPerSquare
  const draw = canvas.getContext('2d')
  if (!draw) return
  draw.fillStyle = '#fff'
  draw.fillRect(0, 0, canvas.width, canvas.height)
  draw.fillStyle = '#000'
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries())
      if (dark) draw.fillRect(x * pixelsPerSquare, y * pixelsPerSquare, pixelsPerSquare, pixelsPerSquare)
  const link = document.createElement('a')
  link.href = canvas.toDataURL('image/png')
  link.download = `${name}.png`
  link.click()
}
