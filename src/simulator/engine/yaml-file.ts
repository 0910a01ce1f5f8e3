import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { EngineError, isMissing, messageOf } from './engine-error.ts'
import { isObject } from './json.ts'

/** The mapping in a YAML file; undefined when there is no such file. */
export async function readYamlFile(file: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw new EngineError(`could not read ${file}: ${messageOf(error)}`)
  })
  if (text === undefined) return undefined
  const document = parseYaml(file, text)
  if (!isObject(document)) throw new EngineError(`could not read ${file}: it must be a mapping`)
  return document
}

function parseYaml(file: string, text: string): unknown {
  try {
    return parse(text) ?? {}
  } catch (error) {
    throw new EngineError(`could not read ${file}: ${messageOf(error)}`)
  }
}
