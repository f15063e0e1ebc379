import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Contact } from '#modules/contacts/schemas.ts'
import type { Customer } from '#modules/customers/schemas.ts'
import { formatCount, formatPhone } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { ContactDialog } from '#web/contacts/contact-dialog.tsx'
import { archiveContact, contactsQuery, restoreContact } from '#web/contacts/queries.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** The people at a customer, with the ways to reach them. */
export default function CustomerContacts({ customer }: { customer: Customer }) {
  const canWrite = useCan('customers.write') && !customer.archived_at
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery(contactsQuery(customer.id))
  const [edited, setEdited] = useState<Contact | 'new'>()
  const [isShowingArchived, setShowingArchived] = useState(false)
  const contacts = data?.data.filter(({ archived_at }) => !archived_at) ?? []
  const archived = data?.data.filter(({ archived_at }) => archived_at) ?? []

  async function change({ id, name }: Contact, isRestored: boolean) {
    try {
      const contact = await (isRestored ? restoreContact(id) : archiveContact(id))
      if (isRestored) toast({ title: `${name} is back in the list` })
      else toastUndo(`${name} archived`, () => void change(contact, true))
    } catch (failure) {
      toastError(`${name} was not changed`, failure)
    }
    void queryClient.invalidateQueries({ queryKey: contactsQuery(customer.id).queryKey })
  }

  return (
    <section
      aria-labelledby="contacts"
      className="h-fit rounded-lg border border-line bg-surface px-4 py-3 shadow-card print:hidden"
    >
      <div className="flex items-center gap-2 pb-1">
        <h2 id="contacts" className="flex-1 text-base font-semibold">
          Contacts
        </h2>
        {canWrite && contacts.length > 0 && (
          <Button size="sm" onClick={() => setEdited('new')}>
            <Plus aria-hidden />
            Add contact
          </Button>
        )}
      </div>
      {!data && !error && <Skeleton className="h-16 w-full" />}
      {!data && error && (
        <ErrorState title="Contacts could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {data && contacts.length === 0 && (
        <div className="grid justify-items-start gap-2 pb-1 text-sm text-ink-2">
          <p>Nobody yet. Add whom you talk to there, and who pays.</p>
          {canWrite && (
            <Button size="sm" onClick={() => setEdited('new')}>
              <Plus aria-hidden />
              Add contact
            </Button>
          )}
        </div>
      )}
      <ul aria-label="Contacts" className="divide-y divide-line">
        {contacts.map((contact) => (
          <li key={contact.id} className="py-2 text-sm">
            <Person contact={contact} />
            {canWrite && (
              <span className="-ml-1.5 flex">
                <IconButton label={`Edit ${contact.name}`} onClick={() => setEdited(contact)}>
                  <Pencil aria-hidden />
                </IconButton>
                <IconButton label={`Archive ${contact.name}`} onClick={() => void change(contact, false)}>
                  <Archive aria-hidden />
                </IconButton>
              </span>
            )}
          </li>
        ))}
        {isShowingArchived &&
          archived.map((contact) => (
            <li key={contact.id} className="flex items-center gap-2 py-2 text-sm text-ink-2">
              <span className="min-w-0 flex-1 wrap-anywhere">{contact.name} (archived)</span>
              {canWrite && (
                <IconButton label={`Restore ${contact.name}`} onClick={() => void change(contact, true)}>
                  <ArchiveRestore aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
      </ul>
      {archived.length > 0 && (
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={isShowingArchived}
          onClick={() => setShowingArchived(!isShowingArchived)}
        >
          {isShowingArchived ? 'Hide archived' : `Show ${formatCount(archived.length)} archived`}
        </Button>
      )}
      {edited && (
        <ContactDialog
          customerId={customer.id}
          contact={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </section>
  )
}

/** One under another, so each keeps its whole height. */
const wayClass = 'inline-flex min-h-6 items-center wrap-anywhere text-link hover:underline pointer-coarse:min-h-11'

function Person({ contact: { name, job_title, email, phone, notes } }: { contact: Contact }) {
  return (
    <>
      <p className="wrap-anywhere">
        <span className="font-medium">{name}</span>
        {job_title && <span className="text-ink-2">, {job_title}</span>}
      </p>
      {email && (
        <p>
          <a href={`mailto:${email}`} className={wayClass}>
            {email}
          </a>
        </p>
      )}
      {phone && (
        <p>
          <a href={`tel:${phone}`} className={wayClass}>
            {formatPhone(phone)}
          </a>
        </p>
      )}
      {notes && <p className="whitespace-pre-wrap wrap-anywhere text-xs text-ink-2">{notes}</p>}
    </>
  )
}
