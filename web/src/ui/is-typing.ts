const typing = 'input,textarea,select,[contenteditable],[role=dialog],[role=alertdialog],[role=menu],[role=listbox]'

/** True when a single letter is meant for a field or an open popup, not for the page; a toast takes none. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return true
  return (
    (event.target instanceof Element && event.target.closest(typing) !== null) ||
    document.querySelector('[role=dialog]:not([aria-modal=false]),[role=alertdialog]') !== null
  )
}
