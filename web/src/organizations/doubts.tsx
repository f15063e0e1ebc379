import type { Doubt } from '#modules/organizations/schemas.ts'

/** What the server accepted and may still be a mistake. */
export function Doubts({ doubts }: { doubts: Doubt[] }) {
  if (doubts.length === 0) return null
  return (
    <div role="status" className="rounded-md border border-warn/30 bg-warn-bg px-3 py-2 text-sm text-warn">
      <p className="font-semibold">Saved. Please look at this once more:</p>
      <ul className="list-disc pl-4">
        {doubts.map(({ pointer, detail }) => (
          <li key={pointer}>{detail}</li>
        ))}
      </ul>
    </div>
  )
}
