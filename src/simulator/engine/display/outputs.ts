import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts'
import { isSecret, isUnknown } from '../properties.ts'

/** The `Outputs:` section: the outputs of the root stack, keys in order and aligned. */
export function outputsSection(outputs: JsonObject | undefined): readonly string[] {
  const lines = outputs === undefined ? [] : members(outputs, 1)
  return lines.length === 0 ? [] : ['Outputs:', ...lines, '']
}

function members(object: JsonObject, depth: number): readonly string[] {
  const entries = Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))
  const width = Math.max(0, ...entries.map(([key]) => key.length))
  return entries.flatMap(([key, value]) => labelled(`${key.padEnd(width)}: `, value, depth))
}

function labelled(label: string, value: Json, depth: number): readonly string[] {
  const indent = '    '.repeat(depth)
  if (isSecret(value)) return [`${indent}${label}[secret]`]
  if (isUnknown(value)) return [`${indent}${label}[unknown]`]
  if (isJsonArray(value)) {
    const items = value.flatMap((item, index) => labelled(`[${index}]: `, item, depth + 1))
    return bracketed(`${indent}${label}`, items, '[', ']', indent)
  }
  if (isJsonObject(value)) {
    return bracketed(`${indent}${label}`, members(value, depth + 1), '{', '}', indent)
  }
  return [`${indent}${label}${value === null ? '<null>' : JSON.stringify(value)}`]
}

function bracketed(
  label: string,
  lines: readonly string[],
  open: string,
  close: string,
  indent: string,
): readonly string[] {
  return lines.length === 0 ? [`${label}${open}${close}`] : [`${label}${open}`, ...lines, `${indent}${close}`]
}
