import { spawnSync } from 'node:child_process'
import jsqr from 'jsqr'
import { parse } from 'promptparse'

/** Poppler and two readers of codes know nothing of the program that made the document: what they see, a customer sees. */
export const hasPoppler = ['pdftotext', 'pdftoppm'].every((tool) => !spawnSync(tool, ['-v']).error)

/** What is printed, in reading order, with every gap as one space. */
export function textOf(path: string): string {
  return poppler('pdftotext', ['-layout', path, '-']).toString().replaceAll(/\s+/g, ' ')
}

/** The PayNow code as a banking app reads it: from the picture of the first page. */
export function scanPayNow(path: string) {
  const ppm = poppler('pdftoppm', ['-r', '150', '-f', '1', '-l', '1', path])
  const [head = '', columns, rows] = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.toString('latin1', 0, 40)) ?? []
  const [width, height] = [Number(columns), Number(rows)]
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = head.length + pixel * 3
    rgba.set(ppm.subarray(from, from + 3), pixel * 4)
  }
  const found = jsqr(rgba, width, height, { inversionAttempts: 'dontInvert' })
  const code = found && parse(found.data, true, true)
  return {
    uen: code?.getTagValue('26', '02'),
    amount: code?.getTagValue('54'),
    reference: code?.getTagValue('62', '01'),
  }
}

function poppler(tool: string, args: string[]): Buffer {
  const { stdout, stderr, status } = spawnSync(tool, args, { maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(`${tool}: ${stderr.toString()}`)
  return stdout
}
