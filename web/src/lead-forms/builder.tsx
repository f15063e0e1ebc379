import type { ReactNode } from 'react'
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { ConsentRows } from '#web/lead-forms/consent-rows.tsx'
import { type FormDraft, toShown } from '#web/lead-forms/draft.ts'
import { FieldRows } from '#web/lead-forms/field-rows.tsx'
import { OutcomeFields } from '#web/lead-forms/outcome-fields.tsx'
import { Preview } from '#web/lead-forms/preview.tsx'
import { cx } from '#web/ui/cx.ts'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { FormError, required } from '#web/ui/form.tsx'

type Props = {
  form: UseFormReturn<FormDraft>
  own: LeadField[]
  seller: string
  form_key: string
  /** Whoever may not write sees the preview alone. */
  canWrite: boolean
  onSubmit: (draft: FormDraft) => Promise<void>
  notice?: ReactNode
  children: ReactNode
}

const tabClass =
  'h-11 flex-1 border-b-2 border-transparent text-sm text-ink-2 aria-pressed:border-accent aria-pressed:font-medium aria-pressed:text-ink'

/** Everything about a form, with what visitors will see of it beside it; on a phone one or the other. */
export function Builder({ form, own, seller, form_key, canWrite, onSubmit, notice, children }: Props) {
  const [isLooking, setLooking] = useState(false)
  const { errors } = form.formState
  const shown = toShown(form.watch(), { form_key, seller, own })
  if (!canWrite)
    return (
      <div className="max-w-md">
        <Preview form={shown} />
      </div>
    )
  return (
    <>
      <div className="mb-4 flex border-b border-line lg:hidden">
        <button type="button" aria-pressed={!isLooking} onClick={() => setLooking(false)} className={tabClass}>
          Build
        </button>
        <button type="button" aria-pressed={isLooking} onClick={() => setLooking(true)} className={tabClass}>
          Look at it
        </button>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <form
          noValidate
          onSubmit={(event) => void form.handleSubmit(onSubmit)(event)}
          className={cx('min-w-0', isLooking && 'max-lg:hidden')}
        >
          {notice}
          <FormError>{errors.root?.message}</FormError>
          <Part title="Form" hint="What it is called, and what stands above it.">
            <Heading form={form} />
          </Part>
          <Part title="Fields" hint="What visitors are asked, in this order.">
            <FieldRows form={form} own={own} />
          </Part>
          <Part
            title="Consent"
            hint="Boxes that are never ticked beforehand. The exact words are kept with each answer, as the PDPA wants it."
          >
            <ConsentRows form={form} seller={seller} />
          </Part>
          <Part title="Afterwards" hint="What they see, and what becomes of it.">
            <OutcomeFields form={form} />
          </Part>
          <div className="sticky bottom-0 flex gap-2 border-t border-line bg-canvas py-3 max-md:bottom-14">
            {children}
          </div>
        </form>
        <div
          className={cx(
            'min-w-0 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-y-auto',
            !isLooking && 'max-lg:hidden',
          )}
        >
          <Preview form={shown} />
        </div>
      </div>
    </>
  )
}

function Part({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid grid-cols-[minmax(0,1fr)] gap-4 border-b border-line py-6 first-of-type:pt-0 last-of-type:border-0"
    >
      <div>
        <h2 className="text-base font-semibold">{title}</h2>
        <p className="pt-0.5 text-sm text-ink-2">{hint}</p>
      </div>
      {children}
    </section>
  )
}

function Heading({ form: { register, formState } }: { form: UseFormReturn<FormDraft> }) {
  const { errors } = formState
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Name"
          hint="For your team"
          maxLength={80}
          autoComplete="off"
          error={errors.name?.message}
          {...register('name', required('Type a name.'))}
        />
        <TextField
          label="Heading"
          hint="On its own page"
          maxLength={120}
          autoComplete="off"
          error={errors.heading?.message}
          {...register('heading', required('Type a heading.'))}
        />
      </div>
      <TextArea
        label="Introduction"
        optional
        rows={2}
        maxLength={1000}
        error={errors.intro?.message}
        {...register('intro')}
      />
      <div className="max-w-60">
        <TextField
          label="Button"
          maxLength={40}
          autoComplete="off"
          error={errors.button_label?.message}
          {...register('button_label', required('Say what the button says.'))}
        />
      </div>
    </>
  )
}
