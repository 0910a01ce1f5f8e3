import type { ErrorObject } from 'ajv'

/** A compiled schema: a type guard that keeps what it found wrong at its last call. */
export interface Validator<T> {
  (value: unknown): value is T
  errors?: ErrorObject[] | null
}

/** What a validator found wrong at its last call. */
export function errorsOf(validator: Validator<unknown>): readonly ErrorObject[] {
  return validator.errors ?? []
}

export type { ErrorObject }
