import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { Passkey } from '#modules/auth/schemas.ts'
import { removePasskey } from '#web/auth/factors-api.ts'
import { hasPasskeys } from '#web/auth/passkey-browser.ts'
import { NewPasskeyDialog, RenamePasskeyDialog } from '#web/auth/passkey-dialogs.tsx'
import { Button } from '#web/ui/button.tsx'
import { DateText, TimeText } from '#web/ui/date.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { passkeys: Passkey[]; onChanged: (codes: string[] | null) => void }
type Doing = 'adding' | { renaming: Passkey } | { removing: Passkey }

export function PasskeyList({ passkeys, onChanged }: Props) {
  const [doing, setDoing] = useState<Doing>()
  const stop = () => setDoing(undefined)
  function settle(title: string, codes: string[] | null) {
    stop()
    toast({ title })
    onChanged(codes)
  }

  return (
    <>
      {passkeys.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex items-center gap-3 px-3 py-2.5 max-sm:flex-wrap">
              <KeyRound aria-hidden className="size-5 shrink-0 text-ink-3" />
              <div className="min-w-0 flex-1 text-sm max-sm:basis-56">
                <p className="font-medium break-words">{passkey.name}</p>
                <p className="text-xs text-ink-2">
                  {passkey.last_used_at ? (
                    <>
                      Last used <TimeText value={passkey.last_used_at} />
                    </>
                  ) : (
                    'Not used yet'
                  )}{' '}
                  · made <DateText value={passkey.created_at} />
                  {passkey.is_backed_up && ' · kept by a password manager'}
                </p>
              </div>
              <span className="flex gap-1 max-sm:pl-8">
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Rename ${passkey.name}`}
                  onClick={() => setDoing({ renaming: passkey })}
                >
                  Rename
                </Button>
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Remove ${passkey.name}`}
                  onClick={() => setDoing({ removing: passkey })}
                >
                  Remove
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {hasPasskeys() ? (
        <div>
          <Button onClick={() => setDoing('adding')}>Add a passkey</Button>
        </div>
      ) : (
        <p className="text-sm text-ink-2">This browser knows no passkeys. Use a newer one to add one.</p>
      )}
      {doing === 'adding' && (
        <NewPasskeyDialog
          onDone={({ passkey, recovery_codes }) => settle(`Passkey added: ${passkey.name}`, recovery_codes)}
          onClose={stop}
        />
      )}
      {isRenaming(doing) && (
        <RenamePasskeyDialog
          passkey={doing.renaming}
          onDone={({ name }) => settle(`Passkey renamed: ${name}`, null)}
          onClose={stop}
        />
      )}
      {isRemoving(doing) && (
        <ConfirmDialog
          title={`Remove ${doing.removing.name}?`}
          confirmLabel="Remove the passkey"
          busyLabel="Removing…"
          onConfirm={async () => {
            await removePasskey(doing.removing.id)
            settle(`Passkey removed: ${doing.removing.name}`, null)
          }}
          onClose={stop}
        >
          It logs nobody in any more. Delete it on the device, too, or it will still be offered there.
        </ConfirmDialog>
      )}
    </>
  )
}

const isRenaming = (doing: Doing | undefined) => typeof doing === 'object' && 'renaming' in doing
const isRemoving = (doing: Doing | undefined) => typeof doing === 'object' && 'removing' in doing
