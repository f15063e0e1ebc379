import { importBench } from './leads-import.ts'

/** Each part fills a database of its own and prints its own table. */
const parts = [importBench]

/** What an issue of leads promises of speed: import and export, each with constant memory. */
export async function leadsBench(): Promise<boolean> {
  let good = true
  for (const part of parts) good = (await part()) && good
  return good
}
