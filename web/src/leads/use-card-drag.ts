import { type PointerEvent, useCallback, useRef, useState } from 'react'

const mouseSlop = 5
const touchSlop = 10
/** So long a finger rests on a card until it lifts it; one that moves sooner scrolls. */
const hold_ms = 280
const edge = 56

type Drag = { id: string; over: string | undefined }

/**
 * Cards follow mouse, pen and finger by pointer events, which behave the same on all of them: the browser's own
 * dragging knows no fingers on iPhones. Whatever has `data-stage` takes a card.
 */
export function useCardDrag(onDrop: (id: string, stage_id: string) => void) {
  const [drag, setDrag] = useState<Drag>()
  const isLifted = useRef(false)
  const board = useRef<HTMLElement>(null)

  /** A finger that holds a card moves the card and not the page; only a listener that is not passive can say so. */
  const boardRef = useCallback((node: HTMLElement | null) => {
    board.current = node
    const keepStill = (event: TouchEvent) => isLifted.current && event.preventDefault()
    node?.addEventListener('touchmove', keepStill, { passive: false })
    return () => node?.removeEventListener('touchmove', keepStill)
  }, [])

  function start(event: PointerEvent<HTMLElement>, id: string) {
    if (event.button !== 0 || (event.target as Element).closest('button')) return
    const card = event.currentTarget
    const { pointerId, clientX: startX, clientY: startY } = event
    const isMouse = event.pointerType === 'mouse'
    const box = card.getBoundingClientRect()
    const listening = new AbortController()
    let [x, y] = [startX, startY]
    let ghost: HTMLElement | undefined
    let over: string | undefined
    let frame = 0
    const timer = isMouse ? undefined : setTimeout(lift, hold_ms)
    const on = <K extends keyof WindowEventMap>(name: K, listen: (happened: WindowEventMap[K]) => void) =>
      addEventListener(name, listen, { signal: listening.signal, capture: true })

    function lift() {
      isLifted.current = true
      ghost = card.cloneNode(true) as HTMLElement
      ghost.setAttribute('aria-hidden', 'true')
      ghost.setAttribute('inert', '')
      Object.assign(ghost.style, {
        position: 'fixed',
        zIndex: '60',
        left: `${box.left}px`,
        top: `${box.top}px`,
        width: `${box.width}px`,
        height: `${box.height}px`,
        pointerEvents: 'none',
        listStyle: 'none',
        rotate: '2deg',
        boxShadow: '0 12px 28px rgb(0 0 0 / 0.25)',
      })
      document.body.append(ghost)
      navigator.vibrate?.(12)
      setDrag({ id, over })
      follow()
    }

    function follow() {
      if (!ghost) return
      ghost.style.translate = `${x - startX}px ${y - startY}px`
      scrollAtEdges()
      const now = (document.elementFromPoint(x, y)?.closest('[data-stage]') as HTMLElement | null)?.dataset.stage
      if (now !== over) {
        over = now
        setDrag({ id, over })
      }
      frame = requestAnimationFrame(follow)
    }

    function scrollAtEdges() {
      const area = board.current?.getBoundingClientRect()
      if (!area || !board.current) return
      if (x > Math.min(area.right, innerWidth) - edge) board.current.scrollLeft += 12
      else if (x < Math.max(area.left, 0) + edge) board.current.scrollLeft -= 12
    }

    function end(isDropped: boolean) {
      listening.abort()
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      if (!ghost) return
      ghost.remove()
      isLifted.current = false
      setDrag(undefined)
      // Letting go is no click on what lies under it.
      const swallow = (click: Event) => {
        click.preventDefault()
        click.stopPropagation()
      }
      addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 80)
      if (isDropped && over) onDrop(id, over)
    }

    on('pointermove', (moved) => {
      if (moved.pointerId !== pointerId) return
      x = moved.clientX
      y = moved.clientY
      if (ghost) return
      const distance = Math.hypot(x - startX, y - startY)
      if (isMouse && distance > mouseSlop) lift()
      else if (!isMouse && distance > touchSlop) end(false)
    })
    on('pointerup', (up) => up.pointerId === pointerId && end(true))
    on('pointercancel', (gone) => gone.pointerId === pointerId && end(false))
    on('keydown', (pressed) => {
      if (pressed.key !== 'Escape' || !ghost) return
      pressed.stopPropagation()
      end(false)
    })
    // What a long press would open.
    if (!isMouse) on('contextmenu', (menu) => menu.preventDefault())
  }

  return { drag, start, boardRef }
}
