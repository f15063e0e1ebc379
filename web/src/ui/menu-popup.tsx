import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { cx } from '#web/ui/cx.ts'
import type { MenuItem, MenuProps } from '#web/ui/menu.tsx'

const row =
  'flex min-h-8 w-full cursor-default items-center gap-2 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-hover pointer-coarse:min-h-11 [&_svg]:size-4'

export default function MenuPopup({ label, trigger, className, items, side = 'bottom', align = 'end' }: MenuProps) {
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger aria-label={label} title={label} className={className}>
        {trigger}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner side={side} align={align} sideOffset={6} className="z-50">
          <Menu.Popup className="max-h-[80dvh] min-w-48 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop outline-none">
            {items.map(render)}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function render(item: MenuItem, index: number) {
  if (item === 'separator') return <Menu.Separator key={index} className="my-1 h-px bg-line" />
  if ('heading' in item)
    return (
      <p key={index} className="px-2 pt-1.5 pb-1 text-xs text-ink-3">
        {item.heading}
      </p>
    )
  const inside = (
    <>
      {item.icon}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.checked && <Check aria-label="Current" className="text-ink-2" />}
    </>
  )
  if ('href' in item)
    return (
      <Menu.LinkItem key={index} href={item.href} download={item.download} closeOnClick className={row}>
        {inside}
      </Menu.LinkItem>
    )
  return (
    <Menu.Item key={index} onClick={item.onSelect} className={cx(row, item.danger && 'text-bad')}>
      {inside}
    </Menu.Item>
  )
}
