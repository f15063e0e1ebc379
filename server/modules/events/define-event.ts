/** What a module announces: `data` is the subject in its own API shape, so webhook, audit row and answer never differ. */
export type EventDefinition<D extends { id: string }> = { readonly name: string; readonly data?: D }

/** `name` is `<noun>.<past participle>`: the verb that announces it, spelled alike. */
export function defineEvent<D extends { id: string }>(name: `${string}.${string}`): EventDefinition<D> {
  return { name }
}
