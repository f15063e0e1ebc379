import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { SavedOrganization } from '#modules/organizations/schemas.ts'
import { hasCode } from '#web/api/problem.ts'
import { Logo } from '#web/app/logo.tsx'
import { useMe } from '#web/app/session.ts'
import { createOrganization } from '#web/organizations/api.ts'
import { awaitedInvitation } from '#web/auth/awaited-invitation.ts'
import { Doubts } from '#web/organizations/doubts.tsx'
import { OrganizationFields } from '#web/organizations/organization-fields.tsx'
import { blank, type OrganizationForm, toOrganization } from '#web/organizations/organization-form.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'
import { useTitle } from '#web/ui/title.ts'

export function WelcomePage() {
  const me = useMe()
  const first = me.organizations.length === 0
  const title = first ? `Welcome, ${me.name.split(' ')[0]}` : 'New organisation'
  useTitle(title)
  const form = useForm<OrganizationForm>({ mode: 'onTouched', defaultValues: { ...blank, billing_email: me.email } })

  const [isUenTaken, setUenTaken] = useState(false)
  const [doubted, setDoubted] = useState<SavedOrganization>()

  const submit = form.handleSubmit(async (typed) => {
    try {
      const created = await createOrganization(toOrganization(typed))
      if (created.warnings.length > 0) return setDoubted(created)
      // A new organisation is a new document, with nothing cached from another.
      location.assign(`/app/${created.slug}`)
      return await new Promise(() => {})
    } catch (error) {
      setUenTaken(hasCode(error, 'organizations.uen_taken'))
      return placeProblem(error, form, { 'organizations.uen_taken': 'uen' })
    }
  })

  // They confirmed elsewhere and logged in here.
  const token = awaitedInvitation()
  if (first && token) return <Navigate to="/invitations/$token" params={{ token }} replace />
  return (
    <div className="mx-auto max-w-3xl px-4 py-6 sm:px-8">
      <a
        href="/app"
        className="inline-flex items-center gap-2.5 rounded-md text-base font-semibold tracking-tight pointer-coarse:min-h-11"
      >
        <Logo className="size-7" />
        NexusCore
      </a>
      <main className="pt-10 pb-24">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        <p className="pt-1.5 pb-8 text-base text-ink-2">
          {first
            ? 'Tell us who issues the invoices. '
            : 'A separate company with its own customers, numbers and books. '}
          All of this can be changed later.
          {first && (
            <span className="block pt-1.5 text-sm">
              Were you invited to a company that is here already? Open the link in that mail instead.
            </span>
          )}
        </p>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <OrganizationFields form={form} isUenTaken={isUenTaken} disabled={doubted !== undefined} />
          <div className="grid gap-3 pt-6 md:pl-[16rem]">
            <FormError>{form.formState.errors.root?.message}</FormError>
            <Doubts doubts={doubted?.warnings ?? []} />
            {doubted ? (
              <div className="flex flex-wrap gap-2">
                <a href={`/app/${doubted.slug}`} className={buttonClass('primary', 'lg')}>
                  Go on
                </a>
                <a href={`/app/${doubted.slug}/settings/organization`} className={buttonClass('secondary', 'lg')}>
                  Correct it
                </a>
              </div>
            ) : (
              <div className="flex flex-wrap gap-2">
                <Button
                  type="submit"
                  variant="primary"
                  size="lg"
                  busy={form.formState.isSubmitting}
                  busyLabel="Creating…"
                >
                  Create organisation
                </Button>
                {!first && (
                  <a href="/app" className={buttonClass('ghost', 'lg')}>
                    Cancel
                  </a>
                )}
              </div>
            )}
          </div>
        </form>
      </main>
    </div>
  )
}
