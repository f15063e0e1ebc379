import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { createBankAccount, updateBankAccount } from '#web/bank/api.ts'
import type { BankAccount } from '#web/bank/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

type Fields = { name: string; bank: string; account_number: string }
type Props = {
  /** The one that is edited; a new one without. */
  account?: BankAccount
  saveLabel: string
  onSaved: (account: BankAccount) => void
  children?: ReactNode
}

/** Name, bank and number of an account; the children stand beside the button. */
export function AccountFields({ account, saveLabel, onSaved, children }: Props) {
  const queryClient = useQueryClient()
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: {
      name: account?.name ?? '',
      bank: account?.bank ?? '',
      account_number: account?.account_number ?? '',
    },
  })
  const { errors, isSubmitting } = form.formState

  async function save({ name, bank, account_number }: Fields) {
    const input = { name: name.trim(), bank: bank.trim() || null, account_number: account_number.trim() || null }
    try {
      const saved = account
        ? await updateBankAccount(account.id, input, account.version)
        : await createBankAccount(input)
      await queryClient.invalidateQueries({ queryKey: ['bank'] })
      onSaved(saved)
    } catch (error) {
      placeProblem(error, form, { 'bank.name_taken': 'name' })
    }
  }

  return (
    <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
      <FormError>{errors.root?.message}</FormError>
      <TextField
        label="Name"
        hint="As you call it, such as DBS current account"
        maxLength={100}
        autoComplete="off"
        error={errors.name?.message}
        {...form.register('name', required('Give the account a name.'))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Bank"
          optional
          maxLength={60}
          autoComplete="off"
          error={errors.bank?.message}
          {...form.register('bank')}
        />
        <TextField
          label="Account number"
          optional
          maxLength={40}
          autoComplete="off"
          error={errors.account_number?.message}
          {...form.register('account_number')}
        />
      </div>
      <div className="flex justify-end gap-2 pt-1">
        {children}
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
          {saveLabel}
        </Button>
      </div>
    </form>
  )
}
