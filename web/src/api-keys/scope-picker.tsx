import type { Scope } from '#modules/api-keys/schemas.ts'
import { nounOf, nounWord, verbWord } from '#web/api-keys/scopes.ts'

type Props = { scopes: Scope[]; value: Scope[]; error: string | undefined; onChange: (scopes: Scope[]) => void }

/** What the server lets this person give, by the kind of thing. */
export function ScopePicker({ scopes, value, error, onChange }: Props) {
  const byNoun = Map.groupBy(scopes, nounOf)
  const toggle = (scope: Scope, isOn: boolean) =>
    onChange(scopes.filter((each) => (each === scope ? isOn : value.includes(each))))

  return (
    <fieldset className="grid gap-1" aria-describedby={error ? 'scopes-note' : undefined}>
      <legend className="pb-1 text-sm font-medium">What it may do</legend>
      <div className="gap-6 rounded-md border border-line px-3 py-1 sm:columns-2">
        {[...byNoun].map(([noun, ofNoun]) => (
          <div key={noun} className="break-inside-avoid py-2">
            <p className="pb-1 text-xs font-medium text-ink-2">{nounWord(noun)}</p>
            {ofNoun.map((scope) => (
              <label
                key={scope}
                className="flex min-h-7 cursor-pointer items-center gap-2.5 text-sm pointer-coarse:min-h-11"
              >
                <input
                  type="checkbox"
                  checked={value.includes(scope)}
                  onChange={(event) => toggle(scope, event.target.checked)}
                  className="size-4 accent-primary pointer-coarse:size-6"
                />
                <span>
                  {verbWord(scope)}
                  <span className="sr-only"> {nounWord(noun)}</span>
                </span>
              </label>
            ))}
          </div>
        ))}
      </div>
      {error && (
        <p id="scopes-note" role="alert" className="text-xs font-medium text-bad">
          {error}
        </p>
      )}
    </fieldset>
  )
}
