import type { ErrorObject } from 'ajv'
// Compiled by the build from the literals beside it: compiling at start would cost every preview some 60 ms.
import compiled from './compiled.cjs'
import type { Validator } from './validator.ts'

export const {
  isBaseline,
  isFeatureSummary,
  isGraphError,
  isPolicyConfig,
  isRegistrationCounts,
  isRegistrationDetails,
  isRulesDocument,
  isSavedSnapshot,
  isTokenClaims,
  isWaiversDocument,
} = compiled

/** What a validator found wrong at its last call. */
export function errorsOf(validator: Validator<unknown>): readonly ErrorObject[] {
  return validator.errors ?? []
}

export type { ErrorObject }
