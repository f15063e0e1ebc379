import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { NewStripeConnection, StripeConnection } from '#modules/stripe/connection-schemas.ts'
import { connectStripe } from '#web/stripe/api.ts'
import { connectionQuery } from '#web/stripe/queries.ts'
import { hasCode } from '#web/api/problem.ts'
import { Button } from '#web/ui/button.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Fields = { secret_key: string; webhook_secret: string }
type Props = { connection: StripeConnection; onDone?: () => void }

/** The key is tried at Stripe before it is kept; the webhook endpoint is set up with it. */
export function ConnectForm({ connection, onDone }: Props) {
  const queryClient = useQueryClient()
  const form = useForm<Fields>({ defaultValues: { secret_key: '', webhook_secret: '' } })
  const { errors, isSubmitting } = form.formState
  const [isByHand, setByHand] = useState(false)
  const [busy, setBusy] = useState<NewStripeConnection['source']>()
  const { is_installation_offered, is_simulator_offered, source, mode, webhook_url } = connection

  async function connect(input: NewStripeConnection) {
    setBusy(input.source)
    try {
      queryClient.setQueryData(connectionQuery.queryKey, await connectStripe(input))
      await queryClient.invalidateQueries({ queryKey: ['stripe'] })
      toast({ title: 'Stripe connected', description: 'Pay pages offer to pay by card now.' })
      onDone?.()
    } catch (error) {
      // Stripe wants an address that it can reach, which a computer at home is not.
      if (hasCode(error, 'stripe.endpoint_refused')) setByHand(true)
      placeProblem(error, form)
    }
    setBusy(undefined)
  }
  const save = ({ secret_key, webhook_secret }: Fields) =>
    connect({
      source: 'own',
      secret_key: secret_key.trim(),
      ...(isByHand && { webhook_secret: webhook_secret.trim() }),
    })

  return (
    <form noValidate className="grid max-w-xl gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
      <FormError>{errors.root?.message}</FormError>
      <TextField
        label="Secret key"
        autoComplete="off"
        spellCheck={false}
        maxLength={255}
        hint="From the Stripe dashboard: Developers, API keys. sk_live_ takes real money, sk_test_ does not. It is kept sealed and never shown again."
        error={errors.secret_key?.message}
        {...form.register('secret_key', required('Paste the secret key.'))}
      />
      {isByHand && (
        <>
          <p className="text-sm text-ink-2">
            Add an endpoint at Stripe for <CopyText value={webhook_url} />, then paste its signing secret.
          </p>
          <TextField
            label="Signing secret"
            autoComplete="off"
            spellCheck={false}
            maxLength={255}
            hint="Begins with whsec_."
            error={errors.webhook_secret?.message}
            {...form.register('webhook_secret', required('Paste the signing secret of the endpoint.'))}
          />
        </>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" busy={isSubmitting && busy === 'own'} busyLabel="Asking Stripe…">
          {source === 'own' ? 'Save the key' : 'Connect Stripe'}
        </Button>
        {is_simulator_offered && mode !== 'simulator' && (
          <Button
            busy={busy === 'simulator'}
            busyLabel="Connecting…"
            onClick={() => void connect({ source: 'simulator' })}
          >
            Use the simulator
          </Button>
        )}
        {is_installation_offered && source !== 'installation' && (
          <Button
            busy={busy === 'installation'}
            busyLabel="Connecting…"
            onClick={() => void connect({ source: 'installation' })}
          >
            Use the account of this installation
          </Button>
        )}
        {!isByHand && (
          <Button variant="ghost" onClick={() => setByHand(true)}>
            I set the webhook up by hand
          </Button>
        )}
      </div>
    </form>
  )
}
