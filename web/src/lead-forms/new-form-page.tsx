import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { newIdempotencyKey } from '#web/api/client.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { createForm } from '#web/lead-forms/api.ts'
import { Builder } from '#web/lead-forms/builder.tsx'
import { firstDraft, type FormDraft, listPointers, toInput } from '#web/lead-forms/draft.ts'
import { FormLink } from '#web/lead-forms/form-link.tsx'
import { formQuery } from '#web/lead-forms/queries.ts'
import { fieldsQuery } from '#web/leads/queries.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

export function NewFormPage() {
  const { name: seller } = useOrganization()
  const canWrite = useCan('lead_forms.write')
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/app/$slug' })
  const own = useQuery(fieldsQuery).data?.data ?? []
  const [key, setKey] = useState(newIdempotencyKey)
  const form = useForm<FormDraft>({ mode: 'onTouched', defaultValues: firstDraft(seller) })
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState

  async function save(draft: FormDraft) {
    try {
      const made = await createForm(toInput(draft), key)
      queryClient.setQueryData(formQuery(made.id).queryKey, made)
      void queryClient.invalidateQueries({ queryKey: ['lead-forms'] })
      toast({
        title: `${made.name} is open`,
        description: 'Its link and what to paste into your site are under Share.',
      })
      await navigate({
        to: '/app/$slug/leads/$',
        params: { _splat: `forms/${made.id}` },
        replace: true,
        ignoreBlocker: true,
      })
    } catch (error) {
      setKey(newIdempotencyKey())
      placeProblem(error, form, listPointers)
    }
  }

  return (
    <>
      <PageHeader title="New form" section="Leads" back={<FormLink className={backClass}>Forms</FormLink>} />
      {canWrite ? (
        <Builder form={form} own={own} seller={seller} form_key="new" canWrite onSubmit={save}>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            Save form
          </Button>
          <FormLink className={buttonClass('ghost')}>Cancel</FormLink>
        </Builder>
      ) : (
        <Empty title="Your role may look at forms, and not make them" />
      )}
      <LeaveGuard when={isDirty && !isSubmitting && !isSubmitSuccessful} />
    </>
  )
}
