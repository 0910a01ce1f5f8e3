import { join, resolve } from 'node:path'
import type { TenantAssessment } from '../../audit/assess-tenant.ts'
import type { AuditTenant } from '../../audit/audit-tenant.ts'
import { ConfigurationError } from '../../config/problem.ts'
import { FileProblem } from '../../io/file-problem.ts'
import { readBytes } from '../../io/read-file.ts'
import { writeWhole } from '../../io/write-file.ts'
import { sha256 } from '../../snapshots/canonical-json.ts'
import type { Audit, Report } from '../../report/report.ts'
import type { Effects } from '../effects.ts'
import { note } from '../output/tell.ts'
import type { AuditOptions } from './prepare-audit.ts'

/** Makes and keeps the evidence bundles of an audit. */
export interface TenantsEvidence {
  make(tenant: AuditTenant, assessed: TenantAssessment): Promise<Uint8Array>
  /** @throws ConfigurationError when it cannot be written */
  write(key: string, bundle: Uint8Array): Promise<void>
  /** Lists beside the bundles what they are of, and says where they lie. @throws ConfigurationError */
  close(reports: readonly Report[], audit: Audit): Promise<void>
}

const indexName = 'index.md'

/** A key is an id or a domain, which are file names everywhere. */
function fileOf(key: string): string {
  return `${key}.zip`
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
  const at = (name: string): string => resolve(effects.directory, directory, name)
  const write = (name: string, content: Uint8Array | string, what: string): void => {
    const problem = writeWhole(at(name), content, { readers: 'owner' })
    if (problem === undefined) return
    throw new ConfigurationError([
      `the ${what} ${join(directory, name)} cannot be written (${problem}); correct --evidence`,
    ])
  }
  const written = new Map<string, string>()
  return {
    make: ({ loaded }, { input }) =>
      evidenceOf({ input, loaded, madeAt: effects.now(), node: effects.node, signingKey }),
    async write(key, bundle) {
      write(fileOf(key), bundle, 'bundle')
      written.set(key, sha256(bundle))
    },
    async close(reports, audit) {
      const { renderEvidenceIndex } = await import('../../report/audit/evidence-index.ts')
      const { largestBundle } = await import('../../evidence/archive.ts')
      const bundles = reports.map((report) => {
        const { key } = report.tenant
        const file = fileOf(key)
        const earlier = report.earlier ? earlierDigest(at(file), largestBundle) : undefined
        return { report, file, sha256: written.get(key) ?? earlier }
      })
      const signedBy = signingKey && `${signingKey.keyId} (${signingKey.algorithm})`
      write(indexName, renderEvidenceIndex(bundles, audit, signedBy), 'index')
      const there = bundles.filter(({ sha256 }) => sha256 !== undefined).length
      await note(
        effects,
        `wrote evidence bundles of ${there} tenants into ${directory}; ${join(directory, indexName)} lists them`,
      )
    },
  }
}

/** Of a bundle that the earlier part of a resumed audit has written; undefined: it is not there any more. */
function earlierDigest(file: string, largest: number): string | undefined {
  try {
    return sha256(readBytes(file, largest))
  } catch (error) {
    if (error instanceof FileProblem) return undefined
    throw error
  }
}
