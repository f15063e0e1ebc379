import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { printableIn } from './font-coverage.ts'
import type { RenderReply, RenderRequest, TypstSetup } from './typst.ts'

const { templates_dir, font_paths }: TypstSetup = workerData
const printable = printableIn(font_paths.map((path) => readFileSync(path)))
const compiler = NodeCompiler.create({ workspace: templates_dir, fontArgs: [{ fontPaths: font_paths }] })

parentPort?.on('message', (request: RenderRequest) => {
  const reply = answer(request)
  parentPort?.postMessage(reply, 'pdf' in reply ? [reply.pdf.buffer] : [])
})

function answer(request: RenderRequest): RenderReply {
  try {
    return { pdf: render(request) }
  } catch (error) {
    return { error: reason(error) }
  } finally {
    // Without it every document ever made stays in memory.
    compiler.evictCache(1)
  }
}

/** The compiler leaves the message empty at times and puts its finding into `code`. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}

function render({ main_file, inputs, creation_timestamp, pdf_standard }: RenderRequest): Uint8Array<ArrayBuffer> {
  const pdf = compiler.pdf(
    {
      mainFilePath: join(templates_dir, main_file),
      inputs: Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, printable(text)])),
    },
    { creationTimestamp: creation_timestamp, ...(pdf_standard && { pdfStandard: pdf_standard }) },
  )
  return new Uint8Array(pdf)
}
