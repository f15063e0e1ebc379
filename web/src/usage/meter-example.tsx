import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { Meter } from '#modules/usage/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { customersQuery } from '#web/customers/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { toast } from '#web/ui/toast.ts'

/** A request that a program sends, ready to be pasted: with this meter, a customer of yours, and this moment. */
export function MeterExample({ meters }: { meters: Meter[] }) {
  const [id, setId] = useState(meters[0]?.id)
  const meter = meters.find((each) => each.id === id) ?? meters[0]
  const { data } = useQuery({ ...customersQuery({}), enabled: useCan('customers.read') })
  const [now] = useState(() => new Date())
  if (!meter) return null
  const text = curlOf(meter, data?.data[0]?.id ?? 'ID-OF-A-CUSTOMER', now)

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      toast({ title: 'Request copied', description: 'Put an API key with usage.write in the place of YOUR-KEY.' })
    } catch {
      toast({ title: 'Could not copy', description: 'Select the text and copy it yourself.' })
    }
  }

  return (
    <section aria-labelledby="example" className="grid max-w-3xl gap-3">
      <h2 id="example" className="text-base font-semibold">
        How to send what was used
      </h2>
      <p className="text-sm text-ink-2">
        Each event has a key of your own. Sent twice, it counts once; up to a thousand travel in one request.
      </p>
      <div className="flex flex-wrap items-end gap-3">
        {meters.length > 1 && (
          <div className="w-64 max-w-full">
            <Select label="Meter" value={meter.id} onChange={({ target }) => setId(target.value)}>
              {meters.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          </div>
        )}
        <Button onClick={() => void copy()}>
          <Copy aria-hidden />
          Copy request
        </Button>
      </div>
      <pre
        // It may be wider than a phone: a key moves it.
        tabIndex={0}
        aria-label="Request"
        className="overflow-x-auto rounded-lg border border-line bg-sunken px-4 py-3 font-mono text-xs leading-5"
      >
        {text}
      </pre>
    </section>
  )
}

function curlOf({ code, aggregation }: Meter, customer_id: string, now: Date): string {
  const event = {
    meter: code,
    customer_id,
    event_key: `${code.slice(0, 60)}-${now.getTime().toString(36)}`,
    ...(aggregation === 'unique' ? { unique_value: 'device-1' } : { quantity: '1' }),
    occurred_at: now.toISOString(),
  }
  return [
    `curl ${location.origin}/api/v1/usage-events \\`,
    `  -H 'Authorization: Bearer YOUR-KEY' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify({ events: [event] }, null, 2).replaceAll('\n', '\n  ')}'`,
  ].join('\n')
}
