import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { OwnPlanTerms, PlanChoice, PlanChosen } from '#modules/operator/plan-schemas.ts'
import type { Pricing } from '#modules/plans/pricing-schemas.ts'
import type { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import { get, post } from '#web/api/client.ts'

/** What whoever runs the installation sells to everybody. */
export const pricingQuery = queryOptions({
  queryKey: ['pricing'],
  queryFn: ({ signal }) => get<Pricing>('/public/pricing', { signal }),
  staleTime: 60_000,
})

export const planTermsQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan-terms', id],
    queryFn: ({ signal }) => get<OwnPlanTerms>(`/organizations/${id}/plan-terms`, { signal }),
  })

export const planPreviewQuery = (id: string, choice: PlanChoice) =>
  queryOptions({
    queryKey: ['plan-terms', 'preview', id, choice],
    queryFn: ({ signal }) => post<ChangePreview>(`/organizations/${id}/preview-plan`, choice, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  })

export const choosePlan = (id: string, choice: PlanChoice, idempotencyKey: string) =>
  post<PlanChosen>(`/organizations/${id}/choose-plan`, choice, { idempotencyKey })
