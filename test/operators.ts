import { operatorCommand } from '#app/operator-command.ts'
import type { Person, TestApp } from './support.ts'

/** Somebody who runs the installation, made as on its machine; a second one works beside the first. */
export async function signUpOperator({ parts, database_url, newUser, signUp, admin }: TestApp): Promise<Person> {
  const { email } = await newUser('The first operator')
  await operatorCommand({ ...parts.config, database_url }, ['--email', email])
  const { rows } = await admin.query<{ organization_id: string }>(
    'select organization_id from app.operator_organizations',
  )
  const operator = await signUp('owner', { organization_id: rows[0]!.organization_id })
  await admin.query(`update app.users set name = 'Siti Operator' where id = $1`, [operator.id])
  return operator
}
