import { useQuery } from '@tanstack/react-query'
import type { OrganizationClock } from '#modules/organizations/clock-schemas.ts'
import { get } from '#web/api/client.ts'
import { formatDate } from '#web/api/format.ts'

/** On every page of an organisation whose time is not that of everybody: rare, so its code is loaded only then. */
export default function ClockBand({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ['organizations', id, 'clock'],
    queryFn: ({ signal }) => get<OrganizationClock>(`/organizations/${id}/clock`, { signal }),
  })
  if (!data) return null
  const { today, to_date } = data
  return (
    <p className="bg-warn-bg px-4 py-1.5 text-center text-sm text-warn print:hidden">
      <strong className="font-medium">Clock of this organisation</strong>: {formatDate(today)}
      {to_date ? `, on its way to ${formatDate(to_date)}` : '. It cannot be turned back'}.
    </p>
  )
}
