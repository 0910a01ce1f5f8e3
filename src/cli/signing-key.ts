import { resolve } from 'node:path'
import { readText } from '../config/read-text.ts'
import { setting } from '../config/setting.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import type { Effects } from './effects.ts'

/** What `--sign` or MFA_GATE_SIGNING_KEY names, read before anything is judged. @throws ConfigurationError */
export async function signingKeyOf(
  { environment, directory }: Pick<Effects, 'environment' | 'directory'>,
  option: string | undefined,
): Promise<SigningKey | undefined> {
  const file = option ?? setting(environment, 'MFA_GATE_SIGNING_KEY')
  if (file === undefined) return undefined
  const pem = readText(resolve(directory, file), 'the signing key', 'correct --sign or MFA_GATE_SIGNING_KEY')
  const { parseSigningKey } = await import('../signing/signing-key.ts')
  return parseSigningKey(pem, file)
}
