import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { claimUen } from '#web/organizations/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

/** Under a UEN that cannot be used: the way to ask the operator, who sees what the server does not tell. */
export function UenTaken({ uen }: { uen: string }) {
  const [asking, setAsking] = useState(false)
  const [asked, setAsked] = useState<string>()
  if (asked === uen)
    return (
      <p role="status" className="rounded-md bg-ok-bg px-3 py-2 text-sm text-ok">
        The operator has your question about {uen}. You hear from them by e-mail.
      </p>
    )
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-warn-bg px-3 py-2 text-sm">
      <p className="min-w-0 flex-1 basis-60 text-warn">Is it your company all the same? The operator can look at it.</p>
      <Button onClick={() => setAsking(true)}>Ask the operator</Button>
      {asking && <AskOperator uen={uen} onAsked={() => setAsked(uen)} onClose={() => setAsking(false)} />}
    </div>
  )
}

type Props = { uen: string; onAsked: () => void; onClose: () => void }

function AskOperator({ uen, onAsked, onClose }: Props) {
  const form = useForm({ mode: 'onTouched', defaultValues: { uen, message: '' } })
  const { errors, isSubmitting } = form.formState

  async function ask(fields: { uen: string; message: string }) {
    try {
      await claimUen(fields.uen, fields.message.trim().replaceAll(/\s+/g, ' '))
      onAsked()
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog title="Ask the operator for a UEN" onClose={onClose}>
      <form
        noValidate
        className="grid gap-4"
        // A dialog over a form is inside it for React, though not on the page.
        onSubmit={(event) => {
          event.stopPropagation()
          void form.handleSubmit(ask)(event)
        }}
      >
        <FormError>{errors.root?.message}</FormError>
        <TextField label="UEN" readOnly error={errors.uen?.message} {...form.register('uen')} />
        <TextArea
          label="Why it is yours"
          maxLength={1000}
          autoFocus
          hint="What a person can check, such as your part in the company and the date of your BizFile profile"
          error={errors.message?.message}
          {...form.register('message', required('Say why the UEN is yours.'))}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Sending…">
            Send the question
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
