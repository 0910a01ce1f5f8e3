import type { Environment } from '../config/settings.ts'
import { errorsWithin } from '../identity/error-texts.ts'
import { redactor } from '../identity/redact.ts'

/** Tells stderr what lies behind a failure, without the secrets in it. */
export function debugLog(environment: Environment): (error: unknown) => void {
  const redact = redactor(environment)
  return (error) => {
    const lines = errorsWithin(error).map((one) => {
      const code = 'code' in one && typeof one.code === 'string' ? ` ${one.code}` : ''
      return `mfa-gate debug: ${one.name}${code}: ${one.message.replaceAll(/\s*\n\s*/g, ' | ')}`
    })
    process.stderr.write(`${redact(lines.join('\n'))}\n`)
  }
}
