import { closeLeadForm } from '#modules/lead-forms/close-lead-form.ts'
import { createLeadForm } from '#modules/lead-forms/create-lead-form.ts'
import { processBatch } from '#modules/lead-forms/process-submissions.ts'
import type { FormField, LeadForm } from '#modules/lead-forms/schemas.ts'
import { recordLeadConsent } from '#modules/lead-consents/record-lead-consent.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { As } from './demo-story.ts'

type Sent = {
  /** Before today, at an hour of the day. */
  days: number
  hour: number
  fields: Record<string, string>
  /** The boxes that they ticked. */
  agreed?: string[]
  source?: string
  pages?: string[]
  is_filled_trap?: boolean
  /** Seconds that they took to fill it in. */
  took?: number
}

const site = 'https://www.merlion.example'
const asks = (field: string, label: string, is_required = false, hint: string | null = null): FormField => ({
  field,
  label,
  hint,
  is_required,
})
const contact = {
  name: 'Contact us',
  heading: 'Talk to us',
  intro: 'Tell us how you send invoices today. We answer within a working day.',
  fields: [
    asks('name', 'Your name', true),
    asks('email', 'E-mail', true),
    asks('phone', 'Phone', false, 'Only if you would like a call'),
    asks('company', 'Company'),
    asks('custom_fields.bills_with', 'What do you send invoices with?'),
    asks('notes', 'How can we help?'),
  ],
  consents: [
    {
      channel: 'email' as const,
      text: 'Merlion Cloud may send me its newsletter by e-mail, once a month. I can end this at any time.',
    },
    { channel: 'phone' as const, text: 'Merlion Cloud may call me about its offers at the number above.' },
  ],
  source: 'Website form',
  tags: ['website'],
  allowed_origins: [site, 'https://merlion.example'],
}
const booth = {
  name: 'Singapore FinTech Festival booth',
  heading: 'Try Merlion Cloud for 30 days',
  button_label: 'Send me the trial',
  thanks: 'Thank you for coming by. The trial is on its way to your inbox.',
  fields: [
    asks('name', 'Your name', true),
    asks('company', 'Company', true),
    asks('email', 'E-mail', true),
    asks('job_title', 'What you do there'),
    asks('custom_fields.staff', 'How many people work there?'),
  ],
  consents: [{ channel: 'email' as const, text: 'Merlion Cloud may write to me about its products by e-mail.' }],
  source: 'Singapore FinTech Festival',
  tags: ['sff'],
}

const throughContact: Sent[] = [
  {
    days: 6,
    hour: 10,
    fields: {
      name: 'Rachel Sim',
      email: 'rachel.sim@pasirpets.example',
      phone: '8000 7101',
      company: 'Pasir Pets Pte. Ltd.',
      'custom_fields.bills_with': 'Excel',
      notes: 'We send about 60 invoices a month by hand. Can you take our customers over from a spreadsheet?',
    },
    agreed: ['email', 'phone'],
    source: 'google',
    pages: ['/', '/pricing', '/contact'],
  },
  {
    days: 4,
    hour: 15,
    fields: {
      name: 'Imran Yusof',
      email: 'imran@kallangkitchens.example',
      company: 'Kallang Kitchens LLP',
      'custom_fields.bills_with': 'Paper',
      notes: 'Do your invoices work with PayNow?',
    },
    source: 'newsletter',
    pages: ['/guides/paynow', '/contact'],
  },
  {
    days: 2,
    hour: 22,
    fields: {
      name: 'Ho Jia En',
      email: 'jiaen@novenaphysio.example',
      phone: '8000 7102',
      notes: 'Please send a quote for two clinics.',
    },
    agreed: ['email'],
    pages: ['/contact'],
  },
  {
    days: 3,
    hour: 3,
    fields: {
      name: 'SEO Expert',
      email: 'rank@spam.example',
      notes: 'https://a.spam.example https://b.spam.example https://c.spam.example We bring your site to page one!!!',
    },
  },
  {
    days: 2,
    hour: 4,
    fields: { name: 'AbCdEfGh', email: 'x7f3@spam.example', notes: 'asdf qwer zxcv' },
    is_filled_trap: true,
  },
  {
    days: 1,
    hour: 12,
    fields: {
      name: 'Tony Quek',
      email: 'tony@quekandsons.example',
      notes: 'Pasted from my notes: call me on 8000 7103',
    },
    took: 0.6,
  },
]
const throughBooth: Sent[] = [
  {
    days: 11,
    hour: 11,
    fields: {
      name: 'Melissa Ang',
      company: 'Bugis Books Pte. Ltd.',
      email: 'melissa@bugisbooks.example',
      job_title: 'Finance Manager',
      'custom_fields.staff': '18',
    },
    agreed: ['email'],
  },
  {
    days: 11,
    hour: 14,
    fields: {
      name: 'Gopal Raju',
      company: 'Serangoon Steel Pte. Ltd.',
      email: 'gopal@serangoonsteel.example',
      job_title: 'Director',
      'custom_fields.staff': '45',
    },
  },
]

/**
 * Two forms with what came through them: new leads, three who were there already and wrote again, spam that is held,
 * and what people agreed to, one of whom took it back. The one of a fair is closed.
 */
export async function demoLeadForms(as: As, team: readonly string[], today: Temporal.ZonedDateTime): Promise<void> {
  const begin = as(today.subtract({ days: 14 }).add({ hours: 9 }))
  const website = await createLeadForm(begin, { ...contact, notify_user_ids: [team[0]!] })
  const fair = await createLeadForm(begin, { ...booth, owner_user_id: team.at(-1)! })
  for (const sent of throughBooth) await send(as, today, fair, sent)
  await closeLeadForm(as(today.subtract({ days: 9 }).add({ hours: 18 })), fair.id)
  const again = (await openLeads(begin)).map((fields, i): Sent => ({
    days: 5 - i,
    hour: 9 + i,
    fields: { ...fields, notes: ['Any news on our quote?', 'We are ready to start.', 'Can we have a call?'][i]! },
    agreed: i === 1 ? ['email', 'phone'] : ['email'],
    pages: ['/pricing', '/contact'],
  }))
  const inOrder = [...throughContact, ...again].toSorted((a, b) => b.days - a.days || a.hour - b.hour)
  const leads = []
  for (const sent of inOrder) leads.push(await send(as, today, website, sent))
  const yesterday = as(today.subtract({ days: 1 }).add({ hours: 15 }))
  const text = 'Please take me off the newsletter'
  await recordLeadConsent(yesterday, leads[0]!, { channel: 'email', is_given: false, text, note: 'In a call' })
  // Everybody has read of them long ago.
  begin.db.send({
    text: 'update lead_submissions set told_at = $2 where organization_id = $1',
    parameters: [begin.organization_id, yesterday.now.toString()],
  })
}

/** Some of those who came by the website, to write once more. */
async function openLeads(ctx: Context): Promise<{ name: string; email: string }[]> {
  return ctx.db.all({
    text: `select name, email from leads where organization_id = $1 and source = 'Website form' and email is not null
             and status in ('contacted', 'qualified') order by created_at desc, id limit 3`,
    parameters: [ctx.organization_id],
  })
}

/** As if somebody had sent it then, and we had gone through it a moment later. Answers which lead it went to. */
async function send(as: As, today: Temporal.ZonedDateTime, form: LeadForm, sent: Sent): Promise<string | null> {
  const received = today.subtract({ days: sent.days }).add({ hours: sent.hour, minutes: sent.fields.email!.length })
  const ctx = as(received.add({ seconds: 2 }))
  const id = newId()
  const visit = sent.source && { source: sent.source, landing_page: sent.pages?.[0] ?? '/' }
  const payload = {
    fields: sent.fields,
    consents: form.consents.map((each) => ({ ...each, is_given: sent.agreed?.includes(each.channel) ?? false })),
    utm: visit ? { first: visit, last: visit } : {},
    visited_pages: sent.pages ?? [],
    page_url: form.allowed_origins.length ? `${site}/contact` : null,
    referrer: null,
  }
  const shown = received.subtract({ milliseconds: Math.round((sent.took ?? 48) * 1000) })
  ctx.db.send({
    text: `insert into lead_submissions (organization_id, id, form_id, payload, is_filled_trap, shown_at, address_key,
             origin, received_at)
           values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9)`,
    parameters: [
      ctx.organization_id,
      id,
      form.id,
      JSON.stringify(payload),
      sent.is_filled_trap ?? false,
      shown.toInstant().toString(),
      `demo ${sent.fields.email}`,
      form.allowed_origins[0] ?? null,
      received.toInstant().toString(),
    ],
  })
  await processBatch({ ...ctx, actor: { kind: 'system', id: null, name: 'NexusCore' } }, 1, id)
  const { lead_id } = await ctx.db.one<{ lead_id: string | null }>({
    text: 'select lead_id from lead_submissions where organization_id = $1 and id = $2',
    parameters: [ctx.organization_id, id],
  })
  return lead_id
}
