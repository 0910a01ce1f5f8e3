import { join, resolve } from 'node:path'
import type { TenantAssessment } from '../../audit/assess-tenant.ts'
import type { AuditTenant } from '../../audit/audit-tenant.ts'
import { ConfigurationError } from '../../config/problem.ts'
import { writeWhole } from '../../io/write-file.ts'
import type { Effects } from '../effects.ts'
import type { AuditOptions } from './prepare-audit.ts'

/** Makes and keeps the evidence bundles of an audit. */
export interface TenantsEvidence {
  make(tenant: AuditTenant, assessed: TenantAssessment): Promise<Uint8Array>
  /** @throws ConfigurationError when it cannot be written */
  write(key: string, bundle: Uint8Array): Promise<void>
}

/** Undefined when none is asked for. @throws ConfigurationError when the signing key is wrong */
export async function tenantsEvidence(
  effects: Effects,
  { evidence: directory, sign }: Pick<AuditOptions, 'evidence' | 'sign'>,
): Promise<TenantsEvidence | undefined> {
  if (directory === undefined) return undefined
  const { evidenceOf } = await import('../../evidence/evidence-of.ts')
  const { signingKeyOf } = await import('../signing-key.ts')
  const signingKey = await signingKeyOf(effects, sign)
  return {
    make: ({ loaded }, { input }) =>
      evidenceOf({ input, loaded, madeAt: effects.now(), node: effects.node, signingKey }),
    async write(key, bundle) {
      // A key is an id or a domain, which are file names everywhere.
      const file = join(directory, `${key}.zip`)
      const problem = writeWhole(resolve(effects.directory, file), bundle, { readers: 'owner' })
      if (problem !== undefined) {
        throw new ConfigurationError([
          `the bundle ${file} cannot be written (${problem}); correct --evidence`,
        ])
      }
    },
  }
}
