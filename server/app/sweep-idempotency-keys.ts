import { type Pool, read, transact } from '#platform/database.ts'

const kept = { hours: 24 }

/** Stored answers are kept a day. Organisation by organisation, as everything that crosses tenants is done. */
export async function sweepIdempotencyKeys({
  pool,
  clock,
}: {
  pool: Pool
  clock: () => Temporal.Instant
}): Promise<void> {
  const before = clock().subtract(kept).toString()
  await transact(pool, undefined, (tx) =>
    tx.all({ text: 'delete from user_idempotency_keys where created_at < $1', parameters: [before] }),
  )
  const organizations = await read(pool, undefined, (tx) =>
    tx.all<{ organization_id: string }>({ text: 'select organization_id from organization_directory', parameters: [] }),
  )
  for (const { organization_id } of organizations)
    await transact(pool, organization_id, (tx) =>
      tx.all({
        text: 'delete from idempotency_keys where organization_id = $1 and created_at < $2',
        parameters: [organization_id, before],
      }),
    )
}
