import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { sections } from '#web/app/sections.ts'
import { isTyping } from '#web/ui/is-typing.ts'

export type Panel = 'palette' | 'keys' | undefined

/** Ctrl/Cmd+K anywhere; g then a letter, n, / and ? outside fields and dialogs. What one may not do has no key. */
export function useShortcuts(slug: string, permissions: string[], open: (panel: Panel) => void) {
  const navigate = useNavigate()
  useEffect(() => {
    let pressedG = 0
    function onKey(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return open('palette')
      }
      if (isTyping(event)) return
      if (event.key === 'g') {
        pressedG = Date.now()
        return
      }
      const may = (permission: string) => permissions.includes(permission)
      const isSecond = Date.now() - pressedG < 1000
      const section = isSecond && sections.find(({ key, permission }) => key === event.key && may(permission))
      pressedG = 0
      if (section) void navigate({ to: section.to, params: { slug } })
      else if (event.key === 'n' && may('invoices.write'))
        void navigate({ to: '/app/$slug/invoices/new', params: { slug } })
      else if (event.key === '/') focusSearch()
      else if (event.key === '?') open('keys')
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [navigate, slug, permissions, open])
}

const focusSearch = () => document.querySelector<HTMLInputElement>('[data-list-search]')?.focus()
