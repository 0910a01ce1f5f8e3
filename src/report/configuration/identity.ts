import type { ConfigurationFinding, ReviewedFile } from './review.ts'

/** The same from run to run, and another for everything else that may be found. */
export function identityIn({ file, findings }: ReviewedFile, found: ConfigurationFinding): string {
  const parts = (one: ConfigurationFinding): string =>
    ['entra-mfa-gate', 'policy-config', file, one.code, one.policy, one.path]
      .filter((part) => part !== null)
      .join(':')
  const alike = findings.filter((one) => parts(one) === parts(found))
  const at = alike.indexOf(found)
  return at > 0 ? `${parts(found)}:${at}` : parts(found)
}
