/** Only the fields whose value is another one, so that two people may change different things. */
export function changedFields<T extends object>(before: T, after: T): Partial<T>
export function changedFields(before: object, after: object): object {
  const old = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(old.get(field)),
  )
  return Object.fromEntries(changed)
}
