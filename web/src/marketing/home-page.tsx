import { Logo } from '#web/app/logo.tsx'
import { Chain } from '#web/marketing/chain.tsx'
import { InvoicePaper } from '#web/marketing/invoice-paper.tsx'
import { Modules } from '#web/marketing/modules.tsx'
import { Proof } from '#web/marketing/proof.tsx'

const primary =
  'inline-flex h-12 items-center rounded-md bg-primary px-6 text-[1rem] font-semibold text-on-primary hover:bg-primary-hover'
const secondary =
  'inline-flex h-12 items-center rounded-md border border-line-strong px-6 text-[1rem] font-semibold hover:bg-hover'

/** Static HTML: no script, no style attribute, nothing fetched but one font. */
export function HomePage() {
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:bg-raised focus:p-3">
        Skip to content
      </a>
      <header className="mx-auto flex max-w-6xl items-center gap-2 px-5 py-4">
        <a href="/" className="mr-auto inline-flex min-h-11 items-center gap-2.5 text-lg font-semibold tracking-tight">
          <Logo className="size-8" />
          NexusCore
        </a>
        <nav aria-label="Main" className="flex items-center gap-1 text-[1rem]">
          <a href="/docs" className="inline-flex min-h-11 items-center px-3 text-ink-2 hover:text-ink max-sm:hidden">
            API
          </a>
          <a href="/login" className="inline-flex min-h-11 items-center px-3 font-medium hover:text-link">
            Log in
          </a>
        </nav>
      </header>
      <main id="main">
        <Hero />
        <div className="border-t border-line bg-sunken/50">
          <Chain />
        </div>
        <Proof />
        <Install />
      </main>
      <footer className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 gap-y-2 px-5 py-8 text-base text-ink-2">
        <span className="mr-auto inline-flex items-center gap-2">
          <Logo className="size-5" />
          NexusCore, open source under the MIT licence
        </span>
        <a href="/docs" className="inline-flex min-h-11 items-center hover:text-ink">
          API reference
        </a>
        <a href="/sign-up" className="inline-flex min-h-11 items-center hover:text-ink">
          Create an account
        </a>
        <a href="/login" className="inline-flex min-h-11 items-center hover:text-ink">
          Log in
        </a>
      </footer>
    </>
  )
}

function Hero() {
  return (
    <section className="mx-auto grid max-w-6xl items-center gap-x-14 gap-y-14 px-5 pt-10 pb-24 md:pt-16 lg:grid-cols-[minmax(0,1.02fr)_minmax(0,1fr)]">
      <div>
        <p className="flex items-center gap-2.5 text-base font-semibold text-accent-ink">
          <span aria-hidden className="size-2 bg-brand-red" />
          Made for Singapore businesses
        </p>
        <h1 className="pt-5 text-[2.75rem] leading-[1.02] font-semibold tracking-[-0.035em] text-balance sm:text-6xl lg:text-[4.25rem]">
          Invoice it right. See it paid.
        </h1>
        <p className="max-w-lg pt-6 text-lg leading-7 text-ink-2 md:text-xl md:leading-8">
          Tax invoices with numbers that never skip, GST to the cent, and a PayNow code on each. Your customer scans it,
          the money is in the bank, and the books say who did what.
        </p>
        <div className="flex flex-wrap gap-3 pt-8">
          <a href="/sign-up" className={primary}>
            Create an account
          </a>
          <a href="#install" className={secondary}>
            Host it yourself
          </a>
        </div>
        <p className="pt-5 text-base text-ink-2">Open source, MIT. Every feature, every user, no licence key.</p>
      </div>
      <InvoicePaper />
    </section>
  )
}

function Install() {
  return (
    <section id="install" className="relative isolate overflow-hidden bg-night text-white">
      <Modules columns={40} rows={26} className="absolute top-0 -right-40 -z-1 h-full text-white/5" />
      <div className="mx-auto grid max-w-6xl items-center gap-10 px-5 py-20 md:py-28 lg:grid-cols-2">
        <div>
          <h2 className="text-4xl leading-[1.05] font-semibold tracking-[-0.03em] text-balance md:text-5xl">
            Yours in two commands.
          </h2>
          <p className="max-w-md pt-5 text-lg leading-7 text-white/75">
            One program, one PostgreSQL, which it brings along. No accounts elsewhere, no keys, no settings: it starts
            with a demo company and 300 invoices to look around in.
          </p>
        </div>
        <div className="rounded-xl bg-[#171c2e] p-6 ring-1 ring-white/15">
          <pre className="font-mono text-[1rem] leading-8">
            <code>
              <span className="text-white/50 select-none">$ </span>npm install{'\n'}
              <span className="text-white/50 select-none">$ </span>npm start{'\n'}
            </code>
          </pre>
          <p className="flex items-center gap-2.5 border-t border-white/15 pt-4 text-base text-white/75">
            <span aria-hidden className="size-2 bg-brand-red" />
            Then open http://localhost:8000 and enter the demo as its owner.
          </p>
        </div>
      </div>
    </section>
  )
}
