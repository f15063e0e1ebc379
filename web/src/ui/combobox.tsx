import { lazy, type ReactNode, Suspense } from 'react'
import { TextField } from '#web/ui/field.tsx'

export type Option = { value: string; label: string; hint?: string }
export type ComboboxProps = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  placeholder?: string
  value: Option | null
  onChange: (option: Option | null) => void
  onBlur?: () => void
  /** Names the search in the cache: ['customers', 'search']. */
  searchKey: string[]
  search: (text: string, signal: AbortSignal) => Promise<Option[]>
  /** The slot at the end of the list: "Add “Kopi Kaki” as a new customer". */
  createLabel?: (text: string) => string
  onCreate?: (text: string) => void
  autoFocus?: boolean
}

const Popup = lazy(() => import('#web/ui/combobox-popup.tsx'))

/** A text field that searches the server while one types; its code loads with the page that shows it. */
export function Combobox(props: ComboboxProps) {
  return (
    <Suspense fallback={<TextField label={props.label} hint={props.hint} placeholder={props.placeholder} disabled />}>
      <Popup {...props} />
    </Suspense>
  )
}
