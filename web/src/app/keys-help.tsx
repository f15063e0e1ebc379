import { sections } from '#web/app/sections.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Kbd } from '#web/ui/kbd.tsx'

const keys: [string, string[]][] = [
  ['Search or do anything', ['Ctrl', 'K']],
  ...sections.map((section): [string, string[]] => [`Go to ${section.label}`, ['g', section.key]]),
  ['New invoice', ['n']],
  ['Save the draft', ['Ctrl', 'S']],
  ['Issue the invoice', ['Ctrl', 'Enter']],
  ['Search this list', ['/']],
  ['Next and previous row', ['j', 'k']],
  ['Open the row', ['Enter']],
  ['This list of keys', ['?']],
]

export default function KeysHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid gap-1.5">
        {keys.map(([label, combination]) => (
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
