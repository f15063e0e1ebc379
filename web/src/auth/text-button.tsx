import type { ComponentProps } from 'react'

/** Another way to do the same, below the way that is offered first. */
export function TextButton(props: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      className="justify-self-start text-sm font-medium text-link underline underline-offset-4 pointer-coarse:min-h-11"
      {...props}
    />
  )
}
