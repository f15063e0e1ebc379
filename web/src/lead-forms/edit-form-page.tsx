import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, Inbox, Share2 } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { LeadForm } from '#modules/lead-forms/schemas.ts'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { changedFields } from '#web/api/changed-fields.ts'
import { formatCount } from '#web/api/format.ts'
import { isStatus } from '#web/api/problem.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { changeForm } from '#web/lead-forms/api.ts'
import { Builder } from '#web/lead-forms/builder.tsx'
import { type FormDraft, listPointers, toDraft, toInput } from '#web/lead-forms/draft.ts'
import { FormLink } from '#web/lead-forms/form-link.tsx'
import { FormStatus, itemsOf } from '#web/lead-forms/forms-page.tsx'
import { formQuery } from '#web/lead-forms/queries.ts'
import { ShareDialog } from '#web/lead-forms/share-dialog.tsx'
import { useFormActions } from '#web/lead-forms/use-form-actions.ts'
import { fieldsQuery } from '#web/leads/queries.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { ConflictNotice } from '#web/ui/conflict.tsx'
import { LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { Menu } from '#web/ui/menu.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

export function EditFormPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({ ...formQuery(id), refetchOnWindowFocus: false })
  const own = useQuery(fieldsQuery)
  if (data && own.data) return <Editor now={data} own={own.data.data} />
  if (error ?? own.error)
    return (
      <PageError
        title="The form could not be loaded"
        error={error ?? own.error}
        onRetry={() => {
          void refetch()
          void own.refetch()
        }}
      >
        <FormLink className={buttonClass()}>All forms</FormLink>
      </PageError>
    )
  return <Skeleton className="mt-2 h-96 w-full" />
}

function Editor({ now, own }: { now: LeadForm; own: LeadField[] }) {
  const { id } = now
  const { name: seller } = useOrganization()
  const canWrite = useCan('lead_forms.write') && !now.archived_at
  const canSeeSent = useCan('lead_submissions.read')
  const queryClient = useQueryClient()
  const [isSharing, setSharing] = useState(false)
  const [hasConflict, setConflict] = useState(false)
  // What was on the server when editing began; only what differs from it is sent.
  const [base, setBase] = useState(now)
  const form = useForm<FormDraft>({ mode: 'onTouched', defaultValues: toDraft(base) })
  const { isDirty, isSubmitting } = form.formState
  const fetchTheirs = () => queryClient.fetchQuery({ ...formQuery(id), staleTime: 0 })
  const actions = useFormActions()

  function take(saved: LeadForm) {
    setBase(saved)
    setConflict(false)
    form.reset(toDraft(saved))
  }
  // Others saved meanwhile: what nobody is typing over is shown at once, and opening or closing changes no text.
  if (now.version !== base.version && !isDirty && !isSubmitting) take(now)

  async function save(draft: FormDraft, version = base.version) {
    const changes = changedFields(toInput(toDraft(base)), toInput(draft))
    try {
      if (Object.keys(changes).length === 0) return form.reset(draft)
      const saved = await changeForm(id, version, changes)
      queryClient.setQueryData(formQuery(id).queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['lead-forms'] })
      take(saved)
      toast({ title: `${saved.name} saved` })
    } catch (error) {
      if (isStatus(error, 412)) setConflict(true)
      else placeProblem(error, form, listPointers)
    }
  }
  async function keepMine() {
    const theirs = await fetchTheirs()
    setConflict(false)
    await form.handleSubmit((draft) => save(draft, theirs.version))()
  }

  return (
    <>
      <PageHeader
        title={now.name}
        section="Forms"
        badge={<FormStatus form={now} />}
        sub={now.submission_count > 0 ? `${formatCount(now.submission_count)} sent` : undefined}
        back={<FormLink className={backClass}>Forms</FormLink>}
      >
        {canSeeSent && (
          <FormLink to="submissions" search={{ form_id: id }} className={buttonClass('ghost')}>
            <Inbox aria-hidden />
            Submissions
          </FormLink>
        )}
        <Button onClick={() => setSharing(true)}>
          <Share2 aria-hidden />
          Share
        </Button>
        {(canWrite || now.archived_at) && (
          <Menu
            label={`More about ${now.name}`}
            trigger={<Ellipsis aria-hidden />}
            className={`${buttonClass('ghost')} pointer-coarse:w-11`}
            items={itemsOf(now, actions.run, actions.copy)}
          />
        )}
      </PageHeader>
      <Builder
        form={form}
        own={own}
        seller={seller}
        form_key={now.form_key}
        canWrite={canWrite}
        onSubmit={save}
        notice={
          hasConflict && (
            <div className="pb-4">
              <ConflictNotice
                title="Someone else saved this form meanwhile"
                busy={isSubmitting}
                onLoadTheirs={() => void fetchTheirs().then(take)}
                onKeepMine={() => void keepMine()}
              />
            </div>
          )
        }
      >
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
          Save form
        </Button>
        {isDirty && (
          <Button variant="ghost" onClick={() => form.reset(toDraft(base))}>
            Discard changes
          </Button>
        )}
      </Builder>
      {isSharing && <ShareDialog form={now} onClose={() => setSharing(false)} />}
      <LeaveGuard when={isDirty && !isSubmitting} />
    </>
  )
}
