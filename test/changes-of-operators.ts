import { randomUUID } from 'node:crypto'
import { signUpOperator } from './operators.ts'
import { address, nextUen, type TestApp } from './support.ts'

/** Requests by which the operator changes something, or is let in, for the walk over every change. */
export function changesOfOperators(app: TestApp) {
  const { admin, request, signUp, newUser } = app
  const reason = 'Asked for by its owner'

  async function meet() {
    const [operator, owner] = [await signUpOperator(app), await signUp()]
    const { organization_id: id } = owner
    const grant = () => owner.post(`/organizations/${id}/support-access`, { hours: 1, reason })
    const visit = async () => {
      await grant()
      return (await operator.post(`/operator/organizations/${id}/impersonate`, { reason, minutes: 5 })).body
    }
    return { operator, owner, headers: operator.headers, team: `/organizations/${id}`, grant, visit }
  }

  async function withClaim() {
    const { operator, headers } = await meet()
    const { id, authorization } = await newUser()
    await request(
      'POST',
      '/organizations/uen-claims',
      { uen: nextUen(), message: 'Ours' },
      { headers: { authorization } },
    )
    const { data } = (await operator.get('/operator/uen-claims?limit=100')).body
    return { headers, claim: data.find(({ user_id }: { user_id: string }) => user_id === id) }
  }

  async function withDeadJob() {
    const { headers } = await meet()
    const { rows } = await admin.query<{ id: string }>(`select id::text from graphile_worker.add_job('send_mail')`)
    await admin.query('update graphile_worker._private_jobs set attempts = max_attempts where id = $1', [rows[0]!.id])
    return { headers, path: `/operator/jobs/${rows[0]!.id}` }
  }

  /** A customer of the operator, on a plan beside which another one is on the price page. */
  async function withPlan() {
    const { operator, owner, headers: _, team } = await meet()
    const sell = async () => {
      const code = `plan-${randomUUID().slice(0, 8)}`
      const plan = (await operator.post('/plans', { code, name: code, trial_days: 14, is_visible: true })).body
      const price = { model: 'flat', billing_interval: 'month', unit_amount_cents: 2_900 }
      return (await operator.post(`/plans/${plan.id}/prices`, price)).body.id as string
    }
    const customer_id = (await operator.post('/customers', { name: 'Kaki', address })).body.id
    await operator.post('/subscriptions', { customer_id, price_id: await sell() }, { key: randomUUID() })
    await admin.query('insert into app.tenant_customers values ($1, $2, $3, null, null, now())', [
      operator.organization_id,
      owner.organization_id,
      customer_id,
    ])
    return { headers: owner.headers, path: `${team}/choose-plan`, body: { price_id: await sell() } }
  }

  return {
    'POST /organizations/:id/choose-plan': withPlan,
    'POST /organizations/:id/support-access': async () => {
      const { owner, team } = await meet()
      return { path: `${team}/support-access`, headers: owner.headers, body: { hours: 1, reason } }
    },
    'POST /organizations/:id/support-access/revoke': async () => {
      const { owner, team, visit } = await meet()
      await visit()
      return { path: `${team}/support-access/revoke`, headers: owner.headers }
    },
    'POST /operator/organizations/:id/impersonate': async () => {
      const { headers, team, grant } = await meet()
      await grant()
      return { path: `/operator${team}/impersonate`, headers, body: { reason, minutes: 5 } }
    },
    'POST /operator/impersonations/:id/end': async () => {
      const { headers, visit } = await meet()
      return { path: `/operator/impersonations/${(await visit()).id}/end`, headers }
    },
    'POST /operator/organizations/:id/disable': async () => {
      const { headers, team } = await meet()
      return { path: `/operator${team}/disable`, headers, body: { reason } }
    },
    'POST /operator/organizations/:id/enable': async () => {
      const { operator, headers, team } = await meet()
      await operator.post(`/operator${team}/disable`, { reason })
      return { path: `/operator${team}/enable`, headers }
    },
    'POST /operator/users/:id/disable': async () => {
      const { owner, headers } = await meet()
      return { path: `/operator/users/${owner.id}/disable`, headers, body: { reason } }
    },
    'POST /operator/users/:id/enable': async () => {
      const { operator, owner, headers } = await meet()
      await operator.post(`/operator/users/${owner.id}/disable`, { reason })
      return { path: `/operator/users/${owner.id}/enable`, headers }
    },
    'POST /operator/users/:id/reset-password': async () => {
      const { owner, headers } = await meet()
      return { path: `/operator/users/${owner.id}/reset-password`, headers }
    },
    'POST /operator/uen-claims/:id/resolve': async () => {
      const { headers, claim } = await withClaim()
      return { path: `/operator/uen-claims/${claim.id}/resolve`, headers, body: { is_upheld: false, note: 'No.' } }
    },
    'POST /operator/jobs/:id/retry': async () => {
      const { headers, path } = await withDeadJob()
      return { path: `${path}/retry`, headers }
    },
    'DELETE /operator/jobs/:id': withDeadJob,
  }
}
