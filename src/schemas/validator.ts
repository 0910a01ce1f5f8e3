import type { ErrorObject } from 'ajv'

/** A compiled schema: a type guard that keeps what it found wrong at its last call. */
export interface Validator<T> {
  (value: unknown): value is T
  errors?: ErrorObject[] | null
}
