import type { ProblemField } from '#platform/errors.ts'
import type { NewActivity } from './schemas.ts'

/** How long the registry's answer about a number is good: to the end of the 21st day (Do Not Call Registry, section 43). */
const dncDays = 21

type Call = Pick<NewActivity, 'kind' | 'dnc_basis' | 'dnc_checked_on'> & { direction: 'in' | 'out' | null }

/** Whether a call out to this number could be made at all; the registry is about numbers of Singapore. */
export function checkDnc(call: Call, phone: string | null, day: string): ProblemField[] {
  const { kind, direction, dnc_basis, dnc_checked_on } = call
  if (kind !== 'call' && (dnc_basis || dnc_checked_on))
    return [{ pointer: '/dnc_basis', code: 'unexpected', detail: 'Leave this out: only calls are checked.' }]
  if (dnc_checked_on && dnc_basis !== 'checked')
    return [{ pointer: '/dnc_checked_on', code: 'unexpected', detail: 'Leave this out, or say `checked`.' }]
  if (kind !== 'call' || direction !== 'out') return []
  if (!dnc_basis)
    return !phone || phone.startsWith('+65')
      ? [
          {
            pointer: '/dnc_basis',
            code: 'required',
            detail: 'Say why this number could be called: checked, consent or not marketing.',
          },
        ]
      : []
  if (dnc_basis !== 'checked') return []
  if (!dnc_checked_on)
    return [{ pointer: '/dnc_checked_on', code: 'required', detail: 'Say when the Do Not Call registry was asked.' }]
  const age = Temporal.PlainDate.from(dnc_checked_on).until(day).days
  if (age < 0)
    return [{ pointer: '/dnc_checked_on', code: 'too_late', detail: 'The registry must be asked before the call.' }]
  if (age > dncDays)
    return [
      {
        pointer: '/dnc_checked_on',
        code: 'too_early',
        detail: `The registry’s answer is good for ${dncDays} days, and this one was ${age} days old. Ask again.`,
      },
    ]
  return []
}
