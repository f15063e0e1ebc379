import { useState } from 'react'
import type { TableColumn } from '#web/leads/columns.tsx'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'

type Props = { all: TableColumn[]; chosen: string[]; onChoose: (ids: string[]) => void; onClose: () => void }

/** Which columns the table shows; the name is always there. */
export function ColumnsDialog({ all, chosen, onChoose, onClose }: Props) {
  const [ids, setIds] = useState(chosen)
  return (
    <Dialog title="Columns" description="Kept in this browser, and in the address that you share." onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onChoose(all.map(({ id }) => id).filter((id) => ids.includes(id)))
        }}
      >
        <div className="grid grid-cols-2 gap-2">
          {all.map(({ id, label }) => (
            <Checkbox
              key={id}
              label={label}
              checked={ids.includes(id)}
              onChange={() => setIds(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id])}
            />
          ))}
        </div>
        <div className="flex justify-end gap-2 pt-4">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Show columns
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
