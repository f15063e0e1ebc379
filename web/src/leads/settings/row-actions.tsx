import { Pencil, Trash2 } from 'lucide-react'
import { IconButton } from '#web/ui/button.tsx'

type Props = { name: string; onEdit: () => void; onDelete: () => void }

/** What can be done to a rule in its list. */
export function RowActions({ name, onEdit, onDelete }: Props) {
  return (
    <>
      <IconButton label={`Edit ${name}`} onClick={onEdit}>
        <Pencil aria-hidden />
      </IconButton>
      <IconButton label={`Delete ${name}`} onClick={onDelete}>
        <Trash2 aria-hidden />
      </IconButton>
    </>
  )
}
