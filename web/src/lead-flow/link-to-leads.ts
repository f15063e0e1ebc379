import type { LeadFlowQuery } from '#modules/lead-conversions/schemas.ts'

/** The table of the leads that a bar or a band stands for. */
export const leadsBehind = (slug: string, query: LeadFlowQuery, filter: { source?: string; stage_id?: string }) => ({
  to: '/app/$slug/leads/$' as const,
  params: { slug, _splat: 'table' },
  search: { ...filter, ...query } as never,
})
