import { sections } from '#web/app/sections.ts'
import { useOrganization } from '#web/app/session.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Kbd } from '#web/ui/kbd.tsx'

type Keys = [string, string[]]

const writing: Keys[] = [
  ['New invoice', ['n']],
  ['Save the draft', ['Ctrl', 'S']],
  ['Issue the invoice', ['Ctrl', 'Enter']],
]

const matching: Keys[] = [
  ['Bank: accept the best suggestion, or another', ['Enter', '2']],
  ['Bank: choose invoices, hold, ignore', ['s', 'h', 'i']],
  ['Bank: take the last one back', ['u']],
]

const keysFor = (permissions: string[]): Keys[] => [
  ['Search or do anything', ['Ctrl', 'K']],
  ...sections
    .filter(({ permission }) => permissions.includes(permission))
    .map((section): Keys => [`Go to ${section.label}`, ['g', section.key]]),
  ...(permissions.includes('invoices.write') ? writing : []),
  ...(permissions.includes('bank.write') ? matching : []),
  ['Search this list', ['/']],
  ['Next and previous row', ['j', 'k']],
  ['Open the row', ['Enter']],
  ['Choose the row', ['x']],
  ['This list of keys', ['?']],
]

export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const { permissions } = useOrganization()
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid gap-1.5">
        {keysFor(permissions).map(([label, combination]) => (
          <div key={label} className="flex items-center justify-between gap-4 text-sm">
            <dt className="text-ink-2">{label}</dt>
            <dd className="flex gap-1">
              {combination.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
