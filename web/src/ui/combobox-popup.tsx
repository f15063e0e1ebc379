import { Combobox } from '@base-ui/react/combobox'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronsUpDown, Plus } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import type { ComboboxProps, Option } from '#web/ui/combobox.tsx'
import { cx } from '#web/ui/cx.ts'
import { Field, inputClass, noteProps } from '#web/ui/field.tsx'

const create = 'create-new'

export default function ComboboxPopup(props: ComboboxProps) {
  const id = useId()
  const [text, setText] = useState(props.value?.label ?? '')
  const typed = text === props.value?.label ? '' : text.trim()
  const wanted = useDebounced(typed)
  const found = useQuery({
    queryKey: [...props.searchKey, wanted],
    queryFn: ({ signal }) => props.search(wanted, signal),
    placeholderData: keepPreviousData,
  })

  const items: Option[] = [...(found.data ?? [])]
  if (props.onCreate && typed) items.push({ value: create, label: props.createLabel?.(typed) ?? `Add “${typed}”` })

  function choose(option: Option | null) {
    if (option?.value === create) props.onCreate?.(typed)
    else props.onChange(option)
  }

  return (
    <Combobox.Root
      items={items}
      filter={null}
      autoHighlight
      value={props.value}
      onValueChange={choose}
      inputValue={text}
      onInputValueChange={(next, details) =>
        setText(details.reason === 'item-press' && next.startsWith('Add “') ? typed : next)
      }
      itemToStringLabel={(option: Option) => (option.value === create ? typed : option.label)}
      isItemEqualToValue={(one: Option, other: Option) => one.value === other.value}
    >
      <Field id={id} label={props.label} hint={props.hint} error={props.error}>
        <Combobox.InputGroup className="relative">
          <Combobox.Input
            {...noteProps(id, props.hint, props.error)}
            placeholder={props.placeholder}
            autoFocus={props.autoFocus}
            onBlur={props.onBlur}
            className={cx(inputClass, 'pr-9')}
          />
          <Combobox.Trigger
            aria-label={`Show ${props.label.toLowerCase()} list`}
            className="absolute inset-y-0 right-0 grid w-9 place-items-center text-ink-3"
          >
            <ChevronsUpDown aria-hidden className="size-4" />
          </Combobox.Trigger>
        </Combobox.InputGroup>
      </Field>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-50 outline-none">
          <Combobox.Popup className="w-(--anchor-width) overflow-hidden rounded-lg border border-line bg-raised shadow-pop">
            <Combobox.Empty className="px-3 py-4 text-sm text-ink-2 empty:p-0">
              {found.isError
                ? 'The list could not be loaded. Type again to retry.'
                : found.isPending
                  ? 'Looking…'
                  : 'Nothing found.'}
            </Combobox.Empty>
            <Combobox.List className="max-h-72 overflow-y-auto p-1 empty:p-0">
              {(option: Option) => (
                <Combobox.Item
                  key={option.value}
                  value={option}
                  className="flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm outline-none select-none data-highlighted:bg-hover data-selected:font-medium pointer-coarse:min-h-11"
                >
                  {option.value === create && <Plus aria-hidden className="size-4 text-ink-3" />}
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.hint && <span className="text-xs text-ink-3 tabular-nums">{option.hint}</span>}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

function useDebounced(text: string, milliseconds = 160): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), milliseconds)
    return () => clearTimeout(timer)
  }, [text, milliseconds])
  return settled
}
