import { type RefObject, useEffect, useState } from 'react'

type Span = { from: number; to: number }

/** How many rows beyond the edge of the screen are there already when one scrolls. */
const spare = 12

/** Which of many rows of one height are on the screen, whoever scrolls: the page or a box around them. */
export function useWindowed(body: RefObject<HTMLElement | null>, count: number, height: number): Span {
  const [span, setSpan] = useState<Span>({ from: 0, to: 40 })
  useEffect(() => {
    function look() {
      const top = body.current?.getBoundingClientRect().top
      if (top === undefined) return
      const first = Math.max(0, Math.floor(-top / height) - spare)
      const from = Math.min(first, Math.max(0, count - 1))
      const to = Math.min(count, Math.ceil((innerHeight - top) / height) + spare)
      setSpan((old) => (old.from === from && old.to === to ? old : { from, to }))
    }
    look()
    const options = { capture: true, passive: true }
    addEventListener('scroll', look, options)
    addEventListener('resize', look)
    return () => {
      removeEventListener('scroll', look, options)
      removeEventListener('resize', look)
    }
  }, [body, count, height])
  return span
}
