import type { FastifyRequest } from 'fastify'
import { Problem } from '#platform/errors.ts'
import type { Submission, SubmissionReceipt } from './submission-schemas.ts'
import { type FormParts, type Sender, submitLeadForm } from './submit-lead-form.ts'

type Received = { code: 202 | 303; headers: Record<string, string>; body: SubmissionReceipt | null }

/** A program reads the answer. A browser that sent a plain HTML form is led on to a page: there is nobody to read one. */
export async function receiveSubmission(
  parts: FormParts,
  form_key: string,
  submission: Submission,
  sender: Sender,
  content_type: FastifyRequest['headers']['content-type'],
): Promise<Received> {
  const isPlain = content_type?.startsWith('application/x-www-form-urlencoded') ?? false
  if (!isPlain) return { code: 202, headers: {}, body: await submitLeadForm(parts, form_key, submission, sender, true) }
  const page = `${parts.public_url}/f/${encodeURIComponent(form_key)}`
  const leadTo = (location: string): Received => ({ code: 303, headers: { location }, body: null })
  try {
    const { redirect_url } = await submitLeadForm(parts, form_key, submission, sender, false)
    return leadTo(redirect_url ?? `${page}?sent=yes`)
  } catch (error) {
    if (error instanceof Problem) return leadTo(`${page}?problem=${encodeURIComponent(error.code)}`)
    throw error
  }
}
