export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isJsonObject(value: Json): value is JsonObject {
  return isObject(value)
}

export function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
