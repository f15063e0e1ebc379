import { queryOptions, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useId } from 'react'
import { useForm } from 'react-hook-form'
import { beginTotp, confirmTotp } from '#web/auth/factors-api.ts'
import { CodeField } from '#web/auth/code-field.tsx'
import { Button } from '#web/ui/button.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

const QrCode = lazy(() => import('#web/auth/qr-code.tsx'))

/** A query, so that drawing twice makes one secret; forgotten at once, so that the next time makes another. */
const beginning = (id: string) =>
  queryOptions({
    queryKey: ['totp', id],
    queryFn: beginTotp,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })

type Props = { onDone: (codes: string[] | null) => void; onCancel: () => void }

/** Shows the secret to the phone; the first code that comes back switches it on. */
export function TotpSetup({ onDone, onCancel }: Props) {
  const { data, error, refetch } = useQuery(beginning(useId()))
  const form = useForm({ defaultValues: { code: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ code }) => {
    try {
      const { recovery_codes } = await confirmTotp(code.replaceAll(/\s/g, ''))
      onDone(recovery_codes)
    } catch (failure) {
      placeProblem(failure, form)
    }
  })

  if (error) return <ErrorState title="This could not be begun" error={error} onRetry={() => void refetch()} />
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <p className="text-sm">
        <strong className="font-semibold">1.</strong> Scan this with your authenticator app.
      </p>
      <div className="flex flex-wrap items-center gap-4">
        <Suspense fallback={<Skeleton className="size-44" />}>
          {data ? (
            <QrCode text={data.otpauth_uri} label="A QR code for your authenticator app" />
          ) : (
            <Skeleton className="size-44" />
          )}
        </Suspense>
        <div className="grid max-w-full min-w-0 gap-1 text-sm text-ink-2">
          <span>No camera? Type this into the app:</span>
          {data && (
            <>
              <span className="max-w-56 font-mono text-xs text-ink">{inGroups(data.secret)}</span>
              <span>
                <CopyText value={data.secret}>Copy it</CopyText>
              </span>
            </>
          )}
        </div>
      </div>
      <p className="text-sm">
        <strong className="font-semibold">2.</strong> Type the six digits that it shows.
      </p>
      <FormError>{errors.root?.message}</FormError>
      <div className="max-w-60">
        <CodeField error={errors.code?.message} {...form.register('code', required('Type the six digits.'))} />
      </div>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Checking…">
          Switch it on
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}

const inGroups = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
