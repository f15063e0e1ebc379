import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Lead } from '#modules/leads/schemas.ts'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { changedFields } from '#web/api/changed-fields.ts'
import { isStatus } from '#web/api/problem.ts'
import { changeLead } from '#web/leads/api.ts'
import { LeadError } from '#web/leads/lead-error.tsx'
import { type LeadFields, toFields, toInput } from '#web/leads/lead-fields.ts'
import { DealFields, NotesField, OwnFields, UenField, WhoFields } from '#web/leads/lead-form.tsx'
import { fieldsQuery, leadQuery } from '#web/leads/queries.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { ConflictNotice } from '#web/ui/conflict.tsx'
import { FormError, FormSection, LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

export function EditLeadPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({ ...leadQuery(id), refetchOnWindowFocus: false })
  const own = useQuery(fieldsQuery)
  if (data && own.data) return <Editor opened={data} own={own.data.data} />
  if (error ?? own.error)
    return (
      <LeadError
        error={error ?? own.error}
        onRetry={() => {
          void refetch()
          void own.refetch()
        }}
      />
    )
  return <Skeleton className="mt-2 h-96 w-full max-w-3xl" />
}

function Editor({ opened, own }: { opened: Lead; own: LeadField[] }) {
  const { id } = opened
  const navigate = useNavigate({ from: '/app/$slug' })
  const queryClient = useQueryClient()
  // What was on the server when editing began; only what differs from it is sent.
  const [base, setBase] = useState(opened)
  const [hasConflict, setConflict] = useState(false)
  const form = useForm<LeadFields>({ mode: 'onTouched', defaultValues: toFields(base, own) })
  const { errors, isDirty, isSubmitting, isSubmitSuccessful } = form.formState
  const fetchTheirs = () => queryClient.fetchQuery({ ...leadQuery(id), staleTime: 0 })

  async function save(fields: LeadFields, version = base.version) {
    const changes = changedFields(toInput(toFields(base, own), own), toInput(fields, own))
    try {
      if (Object.keys(changes).length > 0) {
        const { warnings, ...saved } = await changeLead(id, version, changes)
        queryClient.setQueryData(leadQuery(id).queryKey, saved)
        void queryClient.invalidateQueries({ queryKey: ['leads'] })
        toast({ title: `${saved.name} saved`, ...(warnings[0] && { description: warnings[0].detail }) })
      }
      await navigate({ to: '/app/$slug/leads/$', params: { _splat: id }, replace: true, ignoreBlocker: true })
    } catch (error) {
      if (isStatus(error, 412)) setConflict(true)
      else placeProblem(error, form)
    }
  }

  async function loadTheirs() {
    const theirs = await fetchTheirs()
    setBase(theirs)
    form.reset(toFields(theirs, own))
    setConflict(false)
  }

  async function keepMine() {
    const theirs = await fetchTheirs()
    setConflict(false)
    await form.handleSubmit((fields) => save(fields, theirs.version))()
  }

  return (
    <>
      <PageHeader
        title={`Edit ${base.name}`}
        section="Leads"
        back={
          <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: id }} className={backClass}>
            {base.name}
          </Link>
        }
      />
      <form
        noValidate
        onSubmit={(event) => void form.handleSubmit((fields) => save(fields))(event)}
        className="max-w-3xl"
      >
        {hasConflict && (
          <ConflictNotice
            title="Someone else saved this lead meanwhile"
            busy={isSubmitting}
            onLoadTheirs={() => void loadTheirs()}
            onKeepMine={() => void keepMine()}
          />
        )}
        <FormError>{errors.root?.message}</FormError>
        <div className="pt-2">
          <FormSection title="Who they are" hint="The person, and where they work.">
            <WhoFields form={form} />
            <UenField form={form} />
          </FormSection>
          <FormSection title="The deal" hint="Where they came from and what winning them is worth.">
            <DealFields form={form} />
          </FormSection>
          {own.length > 0 && (
            <FormSection title="Your own fields" hint="Added under Settings, Leads.">
              <OwnFields form={form} own={own} />
            </FormSection>
          )}
          <FormSection title="Notes">
            <NotesField form={form} />
          </FormSection>
        </div>
        <div className="sticky bottom-0 flex gap-2 border-t border-line bg-canvas py-3 max-md:bottom-14 md:pl-[16rem]">
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            Save lead
          </Button>
          <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: id }} className={buttonClass('ghost')}>
            Cancel
          </Link>
        </div>
      </form>
      <LeaveGuard when={isDirty && !isSubmitting && (!isSubmitSuccessful || hasConflict)} />
    </>
  )
}
