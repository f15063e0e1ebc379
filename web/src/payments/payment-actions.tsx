import { Download, Ellipsis, HandCoins, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Payment } from '#modules/payments/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { AllocateDialog } from '#web/payments/allocate-dialog.tsx'
import { receiptUrl } from '#web/payments/payment-queries.ts'
import { RefundDialog } from '#web/payments/refund-dialog.tsx'
import { ReverseDialog } from '#web/payments/reverse-dialog.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Menu } from '#web/ui/menu.tsx'

/** What can be done with a payment: it depends on what of it is free. */
export function PaymentActions({ payment }: { payment: Payment }) {
  const [open, setOpen] = useState<'allocate' | 'refund' | 'reverse'>()
  const canWrite = useCan('payments.write') && !payment.reversed_at
  const canRefund = useCan('payments.refund') && !payment.reversed_at
  const isFree = payment.amount_unallocated_cents > 0
  const close = () => setOpen(undefined)
  return (
    <>
      {canWrite && payment.amount_refunded_cents === 0 && (
        <Menu
          label="More actions"
          trigger={<Ellipsis aria-hidden />}
          className={`${buttonClass('ghost')} pointer-coarse:w-11`}
          items={[
            {
              label: 'Reverse payment…',
              icon: <Undo2 aria-hidden />,
              danger: true,
              onSelect: () => setOpen('reverse'),
            },
          ]}
        />
      )}
      <a href={receiptUrl(payment.id)} download className={buttonClass()}>
        <Download aria-hidden />
        Receipt
      </a>
      {canRefund && isFree && <Button onClick={() => setOpen('refund')}>Refund</Button>}
      {canWrite && isFree && (
        <Button variant="primary" onClick={() => setOpen('allocate')}>
          <HandCoins aria-hidden />
          Use credit
        </Button>
      )}
      {open === 'allocate' && <AllocateDialog payment={payment} onClose={close} />}
      {open === 'refund' && <RefundDialog payment={payment} onClose={close} />}
      {open === 'reverse' && <ReverseDialog payment={payment} onClose={close} />}
    </>
  )
}
