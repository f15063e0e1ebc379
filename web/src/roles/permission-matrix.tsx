import type { RoleList } from '#modules/roles/schemas.ts'
import { cx } from '#web/ui/cx.ts'

export type GrantablePermission = RoleList['grantable_permissions'][number]
type Props = {
  permissions: GrantablePermission[]
  value: string[]
  /** Without it the matrix is there to be read. */
  onChange?: (chosen: string[]) => void
}

/** What a role allows, by area. What a chosen permission needs is ticked with it and cannot be taken away alone. */
export function PermissionMatrix({ permissions, value, onChange }: Props) {
  const byArea = Map.groupBy(permissions, ({ area }) => area)
  const toggle = (permission: string, isOn: boolean) =>
    onChange?.(permissions.map((each) => each.permission).filter((each) => (each === permission ? isOn : has(each))))
  const has = (permission: string) => value.includes(permission)
  const needing = (permission: string) =>
    permissions.find((each) => has(each.permission) && each.needs.includes(permission))

  return (
    <div className="grid gap-2">
      <p className="text-sm font-medium">What it allows</p>
      <div className="divide-y divide-line rounded-md border border-line">
        {[...byArea].map(([area, ofArea]) => (
          <fieldset key={area} className="grid gap-x-4 px-3 py-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <legend className="float-left text-sm font-medium max-sm:pb-1 sm:pt-1">{area}</legend>
            <div className="grid min-w-0 gap-x-4 sm:col-start-2 sm:grid-cols-2">
              {ofArea.map(({ permission, label }) => {
                const because = needing(permission)
                const isOn = has(permission) || because !== undefined
                return (
                  <label
                    key={permission}
                    className={cx(
                      'flex min-h-7 items-center gap-2.5 text-sm pointer-coarse:min-h-11',
                      onChange && !because && 'cursor-pointer',
                    )}
                  >
                    <input
                      type="checkbox"
                      checked={isOn}
                      disabled={!onChange || because !== undefined}
                      onChange={(event) => toggle(permission, event.target.checked)}
                      className="size-4 shrink-0 accent-primary pointer-coarse:size-6"
                    />
                    <span className="min-w-0">
                      {label}
                      {onChange && because && <span className="text-ink-2"> (goes with “{because.label}”)</span>}
                    </span>
                  </label>
                )
              })}
            </div>
          </fieldset>
        ))}
      </div>
    </div>
  )
}
