import type { ReactNode } from 'react'
import pattern from '#web/auth/pattern.svg'
import { Logo } from '#web/app/logo.tsx'

/** A form on the left, the promise on the right; on a phone the form alone. */
export function AuthLayout({
  title,
  lead,
  children,
  foot,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
  foot?: ReactNode
}) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex flex-col px-5 py-6 sm:px-10">
        <a
          href="/"
          className="inline-flex items-center gap-2.5 self-start rounded-md text-base font-semibold tracking-tight pointer-coarse:min-h-11"
        >
          <Logo className="size-7" />
          NexusCore
        </a>
        <main className="m-auto grid w-full max-w-sm gap-6 py-10">
          <div className="grid gap-1.5">
            <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
            {lead && <div className="text-base text-pretty text-ink-2">{lead}</div>}
          </div>
          {children}
          {foot && <div className="text-base text-ink-2 pointer-coarse:[&_a]:py-3">{foot}</div>}
        </main>
      </div>
      <aside className="relative overflow-hidden bg-night text-white max-lg:hidden">
        <img src={pattern} alt="" className="absolute inset-0 size-full object-cover object-right-top" />
        <div className="relative flex h-full flex-col justify-end p-14">
          <p className="max-w-md text-4xl leading-[1.1] font-semibold tracking-tight text-balance">
            Invoice it right. See it paid.
          </p>
          <p className="max-w-md pt-4 text-base leading-6 text-white/75">
            Tax invoices with gapless numbers, GST to the cent, a PayNow code your customer’s bank reads, and a record
            of who did what.
          </p>
        </div>
      </aside>
    </div>
  )
}
