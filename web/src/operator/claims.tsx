import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { UenClaim } from '#modules/operator/schemas.ts'
import { resolveClaim } from '#web/operator/api.ts'
import { claimsQuery } from '#web/operator/queries.ts'
import type { OperatorSearch } from '#web/operator/search.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextArea } from '#web/ui/field.tsx'
import { Select } from '#web/ui/choice.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { FilterTabs, Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

const states = [
  { value: undefined, label: 'Waiting' },
  { value: 'resolved', label: 'Decided' },
]

export function Claims({ search }: { search: OperatorSearch }) {
  const query = useQuery(claimsQuery(search))
  const [deciding, setDeciding] = useState<UenClaim>()
  const columns: Column<UenClaim>[] = [
    { id: 'uen', header: 'UEN', phone: 'title', cell: ({ uen }) => <span className="font-medium">{uen}</span> },
    {
      id: 'user',
      header: 'Who asks',
      phone: 'sub',
      cell: ({ user_name, user_email }) => `${user_name}, ${user_email}`,
    },
    { id: 'holder', header: 'Has it now', cell: ({ organization_name }) => organization_name ?? 'nobody' },
    { id: 'created_at', header: 'Asked', cell: ({ created_at }) => <TimeText value={created_at} /> },
    {
      id: 'decision',
      header: 'Decision',
      align: 'right',
      phone: 'status',
      cell: (claim) =>
        claim.resolved_at === null ? (
          <Button size="sm" onClick={() => setDeciding(claim)}>
            Decide…
          </Button>
        ) : (
          <Badge tone={claim.is_upheld ? 'ok' : 'mute'}>{claim.is_upheld ? 'Upheld' : 'Declined'}</Badge>
        ),
    },
  ]
  return (
    <>
      <PageHeader title="UEN claims" section="Operator" />
      <div className="pb-3">
        <FilterTabs label="State" param="state" value={search.state} options={states} />
      </div>
      <DataTable
        caption="UEN claims"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={<Empty title="No claims here">Whoever finds their UEN taken can ask you for it.</Empty>}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
      {deciding && <DecideDialog claim={deciding} onClose={() => setDeciding(undefined)} />}
    </>
  )
}

function DecideDialog({ claim, onClose }: { claim: UenClaim; onClose: () => void }) {
  const queryClient = useQueryClient()
  const form = useForm({ mode: 'onTouched', defaultValues: { decision: 'declined', note: '' } })
  const { errors, isSubmitting } = form.formState

  async function decide({ decision, note }: { decision: string; note: string }) {
    try {
      await resolveClaim(claim.id, { is_upheld: decision === 'upheld', note: note.trim().replaceAll(/\s+/g, ' ') })
      toast({ title: `The claim for ${claim.uen} is decided`, description: `${claim.user_email} has mail.` })
      await queryClient.invalidateQueries({ queryKey: ['operator'] })
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title={`Decide the claim for ${claim.uen}`}
      description={`${claim.user_name}: “${claim.message}”`}
      onClose={onClose}
    >
      <form noValidate onSubmit={(event) => void form.handleSubmit(decide)(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <Select
          label="Decision"
          hint={claim.organization_name ? `${claim.organization_name} has the UEN; disable it before you free it` : ''}
          {...form.register('decision')}
        >
          <option value="declined">Decline: it stays where it is</option>
          <option value="upheld">Uphold: free it for {claim.user_name}</option>
        </Select>
        <TextArea
          label="Note"
          hint="For the person who asked, in the mail"
          maxLength={1000}
          error={errors.note?.message}
          {...form.register('note', required('Say why, for the person who asked.'))}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Sending…">
            Decide and send
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
