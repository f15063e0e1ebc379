import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { type Command, type Commands, searchRecords, useCommands } from '#web/app/commands.tsx'
import { SearchIcon } from '#web/app/icons.tsx'
import { useOrganization } from '#web/app/session.ts'
import { Kbd } from '#web/ui/kbd.tsx'

/** Ctrl+K: go anywhere, do anything, find any invoice or customer. */
export default function Palette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const navigate = useNavigate()
  const { slug, permissions } = useOrganization()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const commands = useCommands({ onKeys })
  const { data: records } = useQuery({
    queryKey: ['palette', wanted],
    queryFn: ({ signal }) => searchRecords(wanted, slug, permissions, signal),
    enabled: wanted.length > 1,
    placeholderData: keepPreviousData,
  })
  const items: Commands = [
    ...commands.filter(({ label }) => matches(label, text)),
    ...(wanted.length > 1 ? (records ?? []) : []),
  ]

  function run(command: Command) {
    onClose()
    if ('run' in command) command.run()
    else
      void navigate({
        to: command.to,
        params: command.params,
        ...(command.search && { search: command.search as never }),
      })
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-night/45 transition-opacity duration-100 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label="Search or do"
          className="fixed top-[12vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-pop outline-none transition duration-100 data-starting-style:scale-98 data-starting-style:opacity-0 max-md:top-4"
        >
          <Autocomplete.Root
            items={items}
            inline
            open
            autoHighlight="always"
            filter={null}
            value={text}
            onValueChange={setText}
            itemToStringValue={(item: Command) => item.label}
          >
            <div className="relative border-b border-line">
              <SearchIcon className="pointer-events-none absolute inset-y-0 left-4 my-auto size-4 text-ink-3" />
              <Autocomplete.Input
                aria-label="Search or do"
                placeholder="An invoice number, a customer, a page…"
                className="h-12 w-full bg-transparent pr-4 pl-11 text-base outline-none placeholder:text-ink-3 pointer-coarse:text-[1rem]"
              />
            </div>
            <Autocomplete.Empty className="px-4 py-6 text-center text-sm text-ink-2 empty:p-0">
              Nothing found.
            </Autocomplete.Empty>
            <Autocomplete.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5 empty:p-0">
              {(item: Command) => (
                <Autocomplete.Item
                  key={item.id}
                  value={item}
                  onClick={() => run(item)}
                  className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-2.5 text-sm outline-none select-none data-highlighted:bg-hover pointer-coarse:min-h-11"
                >
                  <item.icon className="size-4 shrink-0 text-ink-3" />
                  <span className="min-w-0 flex-1 truncate">{item.label}</span>
                  {item.hint && <span className="text-xs text-ink-3 tabular-nums">{item.hint}</span>}
                  {item.keys && (
                    <span aria-hidden className="flex gap-1 max-md:hidden">
                      {item.keys.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </span>
                  )}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Every typed word begins a word of the label. */
function matches(label: string, text: string): boolean {
  const words = label.toLowerCase().split(/\s+/)
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}
