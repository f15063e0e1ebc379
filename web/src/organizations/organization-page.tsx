import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Doubt, Organization } from '#modules/organizations/schemas.ts'
import { changedFields } from '#web/api/changed-fields.ts'
import { hasCode, isStatus } from '#web/api/problem.ts'
import { meQuery, useCan, useOrganization } from '#web/app/session.ts'
import { changeOrganization } from '#web/organizations/api.ts'
import { Conflict } from '#web/organizations/conflict.tsx'
import { Doubts } from '#web/organizations/doubts.tsx'
import { GstHistory } from '#web/organizations/gst-history.tsx'
import { OrganizationFields } from '#web/organizations/organization-fields.tsx'
import { fromOrganization, type OrganizationForm, toOrganization } from '#web/organizations/organization-form.ts'
import { ClockSection } from '#web/organizations/clock-section.tsx'
import { gstRegistrationsQuery, organizationQuery } from '#web/organizations/queries.ts'
import { RequireSecondFactor } from '#web/organizations/require-second-factor.tsx'
import { SupportAccess } from '#web/organizations/support-access.tsx'
import { Button } from '#web/ui/button.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { cx } from '#web/ui/cx.ts'
import { FormError, LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { useTitle } from '#web/ui/title.ts'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

export function OrganizationPage() {
  useTitle('Organisation', 'Settings')
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(organizationQuery(id))
  if (data) return <OrganizationEditor organization={data} />
  if (error)
    return <ErrorState title="The organisation could not be loaded" error={error} onRetry={() => void refetch()} />
  return (
    <div className="grid max-w-3xl gap-4" aria-busy>
      {[1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} className="h-14 w-full" />
      ))}
    </div>
  )
}

function OrganizationEditor({ organization }: { organization: Organization }) {
  const queryClient = useQueryClient()
  const editable = useCan('organizations.write')
  const [base, setBase] = useState(organization)
  const [stale, setStale] = useState(false)
  const [isUenTaken, setUenTaken] = useState(false)
  const [doubts, setDoubts] = useState<Doubt[]>([])
  const form = useForm<OrganizationForm>({ mode: 'onTouched', defaultValues: fromOrganization(base) })
  const { isDirty, isSubmitting, errors } = form.formState

  // A newer version arrives quietly while nothing is typed; typed text waits for the 412.
  useEffect(() => {
    if (organization.version === base.version || isDirty) return
    setBase(organization)
    form.reset(fromOrganization(organization))
  }, [organization, base.version, isDirty, form])

  const submit = form.handleSubmit(async (typed) => {
    const changes = changedFields(toOrganization(fromOrganization(base)), toOrganization(typed))
    if (Object.keys(changes).length === 0) return form.reset(fromOrganization(base))
    setUenTaken(false)
    try {
      const { warnings, ...saved } = await changeOrganization(base.id, base.version, changes)
      keep(saved)
      form.reset(fromOrganization(saved))
      setDoubts(warnings)
      toast({ title: 'Organisation saved' })
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: ['gst'] })
    } catch (error) {
      setUenTaken(hasCode(error, 'organizations.uen_taken'))
      if (isStatus(error, 412)) setStale(true)
      else placeProblem(error, form, { 'organizations.uen_taken': 'uen' })
    }
  })

  function keep(saved: Organization) {
    queryClient.setQueryData(organizationQuery(base.id).queryKey, saved)
    void queryClient.invalidateQueries(gstRegistrationsQuery(base.id))
    setBase(saved)
  }

  /** Another version of the organisation comes in under what is typed. */
  function takeIn(latest: Organization) {
    form.reset(fromOrganization(latest), { keepDirtyValues: true })
    keep(latest)
  }

  async function loadNew() {
    takeIn(await queryClient.fetchQuery({ ...organizationQuery(base.id), staleTime: 0 }))
    setStale(false)
  }

  return (
    <div className="max-w-3xl">
      {!editable && (
        <p className="mb-6 rounded-md bg-info-bg px-3 py-2 text-sm text-info">
          Only owners and admins can change the organisation.
        </p>
      )}
      <form noValidate onSubmit={(event) => void submit(event)}>
        <LeaveGuard when={isDirty && !isSubmitting} />
        <OrganizationFields
          form={form}
          disabled={!editable}
          isUenTaken={isUenTaken}
          gst={<GstHistory organization={base} onSaved={takeIn} />}
        />
        {editable && (
          <div
            className={cx(
              'grid gap-3 bg-canvas pb-6 md:pl-[16rem] print:hidden',
              isDirty && 'sticky bottom-0 border-t border-line py-3 max-md:bottom-14',
            )}
          >
            <FormError>{errors.root?.message}</FormError>
            <Doubts doubts={doubts} />
            {stale && <Conflict subjectId={base.id} onLoad={loadNew} />}
            <div className="flex flex-wrap items-center gap-2">
              <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
                Save changes
              </Button>
              {isDirty && (
                <Button variant="ghost" onClick={() => form.reset(fromOrganization(base))}>
                  Discard
                </Button>
              )}
            </div>
          </div>
        )}
      </form>
      <div className="border-t border-line pt-6">
        <RequireSecondFactor organization={base} onSaved={takeIn} />
        <SupportAccess id={base.id} />
        <ClockSection id={base.id} />
      </div>
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 border-t border-line py-6 text-xs text-ink-3 md:pl-[16rem]">
        Organisation ID <CopyText value={base.id} label="Copy the organisation ID" />
      </p>
    </div>
  )
}
