import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySerializerCompiler } from 'fastify'

const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }), ['uuid', 'date', 'date-time', 'email'])

/** Every answer of every test is held against the closed schema that its route declares. */
export const checkResponses: FastifySerializerCompiler<object> = ({ schema, method, url, httpStatus }) => {
  const validate = ajv.compile(schema)
  return (payload) => {
    if (!validate(payload)) {
      const mistakes = (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      )
      throw new Error(`The answer of ${method} ${url} (${httpStatus}) does not fit its schema: ${mistakes.join('; ')}`)
    }
    return JSON.stringify(payload)
  }
}
