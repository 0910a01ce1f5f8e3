import type { Struct } from 'google-protobuf/google/protobuf/struct_pb.js'
import structs from 'google-protobuf/google/protobuf/struct_pb.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts'

// Pulumi's own marks on the wire: the key that says a value is special, its meaning, and the value not known yet.
const signatureKey = '4dabf18193072939515e22adb298388d'
const secretSignature = '1b47061264138c4ac30d75fd1eb44270'
const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'

export function isSecret(value: Json): boolean {
  return isJsonObject(value) && value[signatureKey] === secretSignature
}

export function isUnknown(value: Json): boolean {
  return value === unknownValue
}

export function toObject(struct: Struct | undefined): JsonObject {
  return struct?.toJavaScript() ?? {}
}

export function toStruct(object: JsonObject): Struct {
  return structs.Struct.fromJavaScript(object)
}

/** Properties as packs see them when they analyse: without the SDK's own keys. */
export function withoutInternalKeys(object: JsonObject): JsonObject {
  const entries = Object.entries(object).filter(([key]) => !key.startsWith('__'))
  return Object.fromEntries(entries.map(([key, value]) => [key, cleaned(value)]))
}

function cleaned(value: Json): Json {
  if (isJsonArray(value)) return value.map(cleaned)
  return isJsonObject(value) ? withoutInternalKeys(value) : value
}
