import { lazy, type ReactNode, Suspense, useState } from 'react'

export type MenuItem =
  | { label: string; icon?: ReactNode; onSelect: () => void; danger?: boolean; checked?: boolean }
  | { label: string; icon?: ReactNode; href: string; download?: boolean; checked?: boolean }
  | 'separator'
  | { heading: string }

export type MenuProps = {
  /** Spoken, when the trigger shows only an icon. */
  label?: string
  trigger: ReactNode
  className: string
  items: MenuItem[]
  side?: 'top' | 'bottom' | 'right'
  align?: 'start' | 'end'
}

const load = () => import('#web/ui/menu-popup.tsx')
const Popup = lazy(load)

/** A plain button until someone reaches for it: the menu's code stays out of the first load. */
export function Menu(props: MenuProps) {
  const [opened, setOpened] = useState(false)
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={props.label}
      title={props.label}
      className={props.className}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setOpened(true)}
    >
      {props.trigger}
    </button>
  )
  if (!opened) return button
  return (
    <Suspense fallback={button}>
      <Popup {...props} />
    </Suspense>
  )
}
