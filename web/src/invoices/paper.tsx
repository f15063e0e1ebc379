import type { ReactNode } from 'react'
import type { ComputedDraft, Invoice, Party } from '#modules/invoices/schemas.ts'
import { formatDate, formatMoneyWithCode } from '#web/api/format.ts'
import { countryName } from '#web/customers/countries.ts'
import { PaperLines } from '#web/invoices/paper-lines.tsx'
import { PaperProgress } from '#web/invoices/paper-progress.tsx'
import { PaperTotals } from '#web/invoices/paper-totals.tsx'
import { showsGst } from '#web/invoices/shows-gst.ts'
import { cx } from '#web/ui/cx.ts'

type Totals = 'gst_breakdown' | 'subtotal_cents' | 'gst_amount_cents' | 'total_amount_cents'

export type PaperContent = Pick<Invoice, 'kind' | 'reference' | 'notes' | Totals> & {
  number: string | null
  issue_date: string | undefined
  due_date: string | undefined
  seller: Party | undefined
  buyer: Party | null
  lines: ComputedDraft['lines']
  /** On a part of an agreed total only. */
  progress?: Invoice['progress']
  /** On an issued invoice only. */
  paid?: { amount_paid_cents: number; amount_credited_cents: number; amount_due_cents: number; isVoid: boolean }
}

const titles: Record<Invoice['kind'], string> = {
  tax_invoice: 'Tax Invoice',
  invoice: 'Invoice',
  debit_note: 'Debit Note',
}

type Props = { content: PaperContent; isDimmed?: boolean; isSheet?: boolean }

/** The invoice in HTML: white in either theme, narrow or wide, and on A4 when printed. */
export function Paper({ content, isDimmed = false, isSheet = false }: Props) {
  const { kind, number, seller, buyer, notes, paid } = content
  return (
    <article
      aria-label={number ?? 'Draft invoice'}
      className={cx(
        isSheet && 'md:aspect-[1/1.414]',
        '@container relative rounded-lg border border-line bg-paper text-paper-ink shadow-card scheme-light print:border-0 print:shadow-none',
      )}
    >
      <div className="grid gap-5 p-5 text-xs @md:gap-6 @md:p-8 print:p-0">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b-2 border-brand-blue pb-4">
          <div>
            <span aria-hidden className="mb-2 block h-0.5 w-6 bg-brand-red" />
            <PartyBlock party={seller} isSeller />
          </div>
          <div className="@md:text-right">
            <p className="text-xl leading-6 font-semibold tracking-tight text-brand-blue">{titles[kind]}</p>
            <p className={cx('pt-0.5 tabular-nums', number ? 'font-medium' : 'text-paper-ink-2')}>
              {number ?? 'Number given when issued'}
            </p>
            {paid?.isVoid && <p className="pt-1 font-semibold text-[#a8162b]">VOID</p>}
          </div>
        </div>
        <div className="grid gap-x-6 gap-y-4 @md:grid-cols-[minmax(0,1fr)_auto] @2xl:grid-cols-[minmax(0,1fr)_auto_auto]">
          <div className="min-w-0 @md:row-span-2 @2xl:row-span-1">
            <p className="pb-1 text-paper-ink-2">Billed to</p>
            {buyer ? <PartyBlock party={buyer} /> : <p className="text-paper-ink-2">Choose a customer</p>}
          </div>
          <dl className="grid h-fit max-w-44 grid-cols-[auto_1fr] gap-x-3 gap-y-1 tabular-nums">
            <Fact term="Issue date">{content.issue_date && formatDate(content.issue_date)}</Fact>
            <Fact term="Due date">{content.due_date && formatDate(content.due_date)}</Fact>
            {content.reference && (
              <Fact term={kind === 'debit_note' ? 'Invoice' : 'Reference'}>{content.reference}</Fact>
            )}
          </dl>
          <p className={cx('tabular-nums transition-opacity @2xl:text-right', isDimmed && 'opacity-45')}>
            <span className="block text-paper-ink-2">Amount due</span>
            <span className="block text-base font-semibold whitespace-nowrap text-brand-blue">
              {formatMoneyWithCode(paid?.amount_due_cents ?? content.total_amount_cents)}
            </span>
          </p>
        </div>
        <div
          className={cx('grid gap-4 transition-opacity duration-150', isDimmed && 'opacity-45')}
          aria-busy={isDimmed}
        >
          <PaperLines lines={content.lines} hasGst={showsGst(content)} />
          <PaperTotals content={content} />
        </div>
        {content.progress && <PaperProgress progress={content.progress} subtotal_cents={content.subtotal_cents} />}
        {notes && <p className="border-t border-paper-line pt-3 whitespace-pre-wrap">{notes}</p>}
      </div>
    </article>
  )
}

function PartyBlock({ party, isSeller = false }: { party: Party | undefined; isSeller?: boolean }) {
  if (!party) return <div className="h-16" />
  const { name, uen, gst_reg_no, address, email } = party
  const country = address && (address.country === 'SG' ? 'Singapore' : countryName(address.country))
  return (
    <address className="min-w-0 break-words text-paper-ink-2 not-italic">
      <span className={cx('block font-semibold text-paper-ink', isSeller && 'text-base')}>{name}</span>
      {address && (
        <>
          <span className="block">{address.line1}</span>
          {address.line2 && <span className="block">{address.line2}</span>}
          <span className="block">{`${country} ${address.postal_code}`}</span>
        </>
      )}
      {uen && <span className="block">UEN {uen}</span>}
      {gst_reg_no && <span className="block">GST Reg No. {gst_reg_no}</span>}
      {email && <span className="block">{email}</span>}
    </address>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="whitespace-nowrap text-paper-ink-2">{term}</dt>
      <dd className="min-w-0 font-medium break-words">{children}</dd>
    </>
  )
}
