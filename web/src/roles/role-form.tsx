import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { NewRole, RoleList } from '#modules/roles/schemas.ts'
import { isStatus } from '#web/api/problem.ts'
import { type GrantablePermission, PermissionMatrix } from '#web/roles/permission-matrix.tsx'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

type Fields = { name: string; description: string; permissions: string[] }
type Props = {
  role: Fields
  permissions: GrantablePermission[]
  /** Roles whose permissions one may begin with. */
  templates?: RoleList['data']
  saveLabel: string
  save: (role: NewRole) => Promise<void>
  /** In the place of a refusal, when somebody else saved first. */
  conflict?: (onDone: () => void) => ReactNode
  onClose: () => void
}

export function RoleForm({ role, permissions, templates = [], saveLabel, save, conflict, onClose }: Props) {
  const queryClient = useQueryClient()
  const form = useForm<Fields>({ mode: 'onTouched', defaultValues: role })
  const { errors, isSubmitting } = form.formState
  const [isStale, setIsStale] = useState(false)
  const isGrantable = (name: string) => permissions.some(({ permission }) => permission === name)

  async function submit({ name, description, permissions: chosen }: Fields) {
    if (!chosen.some(isGrantable)) return form.setError('permissions', { message: 'Choose what the role allows.' })
    try {
      await save({ name: name.trim(), description: description.trim(), permissions: chosen })
      await Promise.all(['roles', 'members', 'me'].map((noun) => queryClient.invalidateQueries({ queryKey: [noun] })))
      return onClose()
    } catch (error) {
      if (conflict && isStatus(error, 412)) return setIsStale(true)
      return placeProblem(error, form, { 'organizations.role_name_taken': 'name' })
    }
  }

  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)} className="grid gap-4">
      <FormError>{errors.root?.message}</FormError>
      {isStale && conflict?.(() => setIsStale(false))}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Name"
          placeholder="Sales assistant"
          maxLength={60}
          autoComplete="off"
          error={errors.name?.message}
          {...form.register('name', required('Say what people call the role.'))}
        />
        <TextField
          label="What it is for"
          optional
          placeholder="Prepares quotes and drafts"
          maxLength={200}
          autoComplete="off"
          error={errors.description?.message}
          {...form.register('description')}
        />
      </div>
      {templates.length > 0 && (
        <Select
          label="Begin with what another role allows"
          defaultValue=""
          onChange={({ target }) => {
            const chosen = templates.find(({ custom_role_id, role: six }) => (custom_role_id ?? six) === target.value)
            form.setValue('permissions', chosen?.permissions.filter(isGrantable) ?? [])
          }}
        >
          <option value="">Nothing yet</option>
          {templates.map(({ role: six, custom_role_id, name }) => (
            <option key={custom_role_id ?? six} value={custom_role_id ?? six}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <PermissionMatrix
        permissions={permissions}
        value={form.watch('permissions')}
        onChange={(chosen) => {
          form.clearErrors('permissions')
          form.setValue('permissions', chosen, { shouldDirty: true })
        }}
      />
      {errors.permissions?.message && (
        <p role="alert" className="text-xs font-medium text-bad">
          {errors.permissions.message}
        </p>
      )}
      <p className="text-xs text-ink-2">
        Managing the team and its roles, the rules for logging in, letting the operator in and the ownership stay with
        owners and admins.
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
          {saveLabel}
        </Button>
      </div>
    </form>
  )
}
