import type { Environment } from '../config/settings.ts'
import { errorsWithin } from '../identity/error-texts.ts'
import { redactor } from '../identity/redact.ts'
import type { Output } from './effects.ts'

/** Tells stderr what lies behind a failure, without the secrets in it. */
export function debugLog(stderr: Output): (error: Error, environment: Environment) => void {
  return (error, environment) => {
    const redact = redactor(environment)
    const lines = errorsWithin(error).map((one) => {
      const code = 'code' in one && typeof one.code === 'string' ? ` ${one.code}` : ''
      return redact(`mfa-gate debug: ${one.name}${code}: ${onOneLine(one.message)}`)
    })
    stderr.write(`${lines.join('\n')}\n`)
  }
}

function onOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' | ')
}
