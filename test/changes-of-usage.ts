import { usageFixture } from '#modules/usage/usage-fixture.ts'
import type { TestApp } from './support.ts'

/** A request for each change of a meter, and for what it counts. */
export function changesOfUsage(app: TestApp) {
  const withMeter = async () => {
    const { owner, meter, eventFrom } = await usageFixture(app)
    return { owner, headers: owner.headers, path: `/meters/${meter.id}`, eventFrom }
  }
  return {
    'POST /meters': async () => ({
      path: '/meters',
      headers: (await app.signUp()).headers,
      body: { code: 'seats', name: 'Seats', unit: 'seat', aggregation: 'max' },
    }),
    'PATCH /meters/:id': async () => {
      const { headers, path } = await withMeter()
      return { headers, path, body: { aggregation: 'max' } }
    },
    'POST /meters/:id/archive': async () => {
      const { headers, path } = await withMeter()
      return { headers, path: `${path}/archive` }
    },
    'POST /meters/:id/restore': async () => {
      const { owner, headers, path } = await withMeter()
      await owner.post(`${path}/archive`)
      return { headers, path: `${path}/restore` }
    },
    'POST /usage-events': async () => {
      const { headers, eventFrom } = await withMeter()
      return { headers, path: '/usage-events', body: { events: [eventFrom({})] } }
    },
  }
}
