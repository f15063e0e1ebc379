import process from 'node:process'
import { apiBench } from './api.ts'
import { authBench } from './auth.ts'
import { leadFormsBench } from './lead-forms.ts'
import { leadSearchBench } from './lead-search.ts'
import { leadsBench } from './leads.ts'
import { leadDuplicatesBench } from './lead-duplicates.ts'
import { matchBench } from './match.ts'
import { renewalsBench } from './renewals.ts'
import { usageBench } from './usage.ts'
import { webhooksInBench } from './webhooks-in.ts'

/** Each prints our figure beside the limit measured in the same run, figures last, and says whether its targets hold. */
const benches: Record<string, () => Promise<boolean>> = {
  api: apiBench,
  auth: authBench,
  usage: usageBench,
  renewals: renewalsBench,
  'lead-search': leadSearchBench,
  leads: leadsBench,
  match: matchBench,
  'lead-forms': leadFormsBench,
  'lead-duplicates': leadDuplicatesBench,
  'webhooks-in': webhooksInBench,
}

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in benches))
if (unknown) {
  process.stderr.write(`There is no bench '${unknown}': use ${Object.keys(benches).join(', ')}.\n`)
  process.exit(2)
}
let good = true
for (const name of wanted.length ? wanted : Object.keys(benches)) good = (await benches[name]!()) && good
process.exit(good ? 0 : 1)
