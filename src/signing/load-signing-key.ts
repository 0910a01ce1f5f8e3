import { resolve } from 'node:path'
import { readText } from '../config/read-text.ts'
import type { SigningKey } from './signing-key.ts'

/** The private key in a file; `todo`: how to correct what names it. @throws ConfigurationError */
export async function loadSigningKey(file: string, directory: string, todo: string): Promise<SigningKey> {
  const pem = readText(resolve(directory, file), 'the signing key', todo)
  const { parseSigningKey } = await import('./signing-key.ts')
  return parseSigningKey(pem, file)
}
