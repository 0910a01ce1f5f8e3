import { setting } from '../config/setting.ts'
import { loadSigningKey } from '../signing/load-signing-key.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import type { Effects } from './effects.ts'

/** What `--sign` or MFA_GATE_SIGNING_KEY names, read before anything is judged. @throws ConfigurationError */
export async function signingKeyOf(
  { environment, directory }: Pick<Effects, 'environment' | 'directory'>,
  option: string | undefined,
): Promise<SigningKey | undefined> {
  const file = option ?? setting(environment, 'MFA_GATE_SIGNING_KEY')
  return file === undefined
    ? undefined
    : await loadSigningKey(file, directory, 'correct --sign or MFA_GATE_SIGNING_KEY')
}
