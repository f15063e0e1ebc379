import { checkLeadImport } from '#modules/lead-imports/check-lead-import.ts'
import { continueCheck } from '#modules/lead-imports/continue-check.ts'
import { continueLeadImport } from '#modules/lead-imports/continue-lead-import.ts'
import { createLeadImport } from '#modules/lead-imports/create-lead-import.ts'
import { startLeadImport } from '#modules/lead-imports/start-lead-import.ts'
import { uploadLeadImport } from '#modules/lead-imports/upload-lead-import.ts'
import { addLeadDefaults } from '#modules/leads/add-lead-defaults.ts'
import { listLeadStages } from '#modules/leads/stage-queries.ts'
import type { Context } from '#platform/context.ts'
import type { Storage } from '#platform/storage.ts'

/** A list from a fair, as messy as such lists are: some come in, some twice, some cannot be read. */
const file = `Full name;E-mail;Mobile;Company;Designation;Stage;Deal value;Remarks
Lim Hui Min;huimin@orchid-foods.example;9123 4567;Orchid Foods Pte. Ltd.;Finance Manager;New;4,800;Wants to see the pay pages
Faridah Osman;faridah@harbourlabs.example;+65 8234 5671;Harbour Labs Pte Ltd;COO;Contacted;12,000;Call after the holidays
Kumar Raj;kumar@straitsprint.example;8345 6712;Straits Print LLP;Owner;;2.400,00;
Chua Boon Huat;bh.chua@bukitbuild.example;(65) 9456 7123;Bukit Build;Director;Qualified;S$18,500;Compares us with a spreadsheet
Nurul Huda;nurul@tampinestools.example;;Tampines Tools;Buyer;;;Her number is S1234567D
Lim H M;HUIMIN@orchid-foods.example;;Orchid Foods;;;;Second card
Daniel Goh;daniel at punggolpets.example;9567 1234;Punggol Pets;;;;Card hard to read
Priya Nair;priya@merlionmedia.example;6.59E+09;Merlion Media;Producer;;;
Aisyah Rahman;aisyah@lioncity.example;9678 2345;Lion City Logistics;Ops Manager;;9,600;"Asks for ""one invoice a month"""
Ng Xin Yi;xinyi@cafecreme.example;9789 3456;Café Crème;Owner;;1,200;
`
const fields = ['name', 'email', 'phone', 'company', 'job_title', 'stage', 'value', 'notes']
const choices = {
  duplicates: 'skip' as const,
  match_by: ['email' as const, 'phone' as const],
  date_order: 'day_first' as const,
  source: 'Trade show',
  tags: ['fair'],
}

export async function demoLeadImport(ctx: Context, storage: Storage): Promise<void> {
  if ((await listLeadStages(ctx)).data.length === 0) addLeadDefaults(ctx)
  const bytes = Buffer.from(file)
  const { id } = await createLeadImport(ctx, { file_name: 'fair-visitors.csv', byte_count: bytes.length })
  await uploadLeadImport(ctx, storage, id, { from_byte: 0, content: bytes.toString('base64') })
  await checkLeadImport(ctx, storage, id, { fields, choices })
  const byItself = { ...ctx, actor: { kind: 'system', id: null, name: 'NexusCore' } } as const
  await continueCheck((work) => work(byItself), storage, id, 1)
  await startLeadImport(ctx, id)
  await continueLeadImport((work) => work(byItself), storage, id)
}
