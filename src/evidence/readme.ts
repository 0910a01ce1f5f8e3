import { formatMoment } from '../report/moment.ts'
import { outcomeLooks } from '../report/outcome-words.ts'
import type { Outcome } from '../rules/outcome.ts'
import { repository } from '../schemas/published-id.ts'
import { bytesOf } from '../io/utf8.ts'
import type { FileName } from './file-names.ts'

/** What the README tells of one bundle. */
interface ReadmeFacts {
  readonly judgedAt: string
  readonly version: string
  readonly tenantId: string | null
  readonly outcome: Outcome
  /** The snapshot file that was judged; null when the run read the tenant itself. */
  readonly savedIn: string | null
  readonly signedBy: string | null
  readonly simulated: boolean
  readonly hasSnapshot: boolean
}

/** The first thing an auditor opens: what is in here, how to check it, and what it does not prove. */
export function readmeOf(facts: ReadmeFacts): Uint8Array {
  const lines = [
    'EVIDENCE OF MFA REGISTRATION IN A MICROSOFT ENTRA TENANT',
    '',
    ...(facts.simulated
      ? ['SIMULATED: the embedded tenant, a stand-in, was read. This says nothing of any real tenant.', '']
      : []),
    `Tenant:   ${facts.tenantId ?? 'none could be read'}`,
    `Judged:   ${formatMoment(facts.judgedAt)}`,
    `Outcome:  ${outcomeLooks[facts.outcome].word} (${meanings[facts.outcome]})`,
    ...(facts.savedIn === null
      ? []
      : [
          `Numbers:  taken from the snapshot file ${JSON.stringify(facts.savedIn)}, not read by the run that judged`,
        ]),
    `Made by:  entra-mfa-gate ${facts.version}`,
    `Signed:   ${facts.signedBy === null ? 'no' : `yes, key ${facts.signedBy} (RFC 7638 thumbprint)`}`,
    '',
    'WHAT IS IN HERE',
    '',
    ...contents(facts).map(([name, what]) => `  ${name.padEnd(17)}${what}`),
    '',
    'No file names a user of the tenant. Owners and reasons of waivers are as the team declared them.',
    '',
    ...howToVerify(facts),
    ...limits,
  ]
  return bytesOf(`${lines.join('\n')}\n`)
}

const meanings: Readonly<Record<Outcome, string>> = {
  passed: 'every rule that was asked passed',
  'passed-with-waivers': 'every rule that did not pass is waived',
  warned: 'nothing stops a deployment, but not every rule passed; assessment.json says more',
  refused: 'a mandatory rule is below the minimum',
  undetermined: 'a mandatory rule could not be determined, which refuses a deployment',
  'nothing-judged': 'every rule is disabled, so nothing was read and nothing is known',
}

function contents({ hasSnapshot, signedBy }: ReadmeFacts): readonly (readonly [FileName, string])[] {
  return [
    ['assessment.json', 'every rule, its answer, the numbers, and where they came from'],
    ...(hasSnapshot
      ? ([
          ['snapshot.json', 'the counts as read from Microsoft Graph, the page ledger, the request ids'],
        ] as const)
      : []),
    ['rules.json', 'the rules and waivers that judged; excluded persons are counted, not named'],
    ['context.json', 'moment, stack, earlier ratios that were compared with, versions'],
    ['controls.json', 'which controls of published frameworks a rule supports, and what it does not prove'],
    ['manifest.json', 'size and SHA-256 of each file above and of this one'],
    ...(signedBy === null
      ? []
      : ([['manifest.jws', 'the signature of manifest.json (JWS, detached)']] as const)),
  ]
}

function howToVerify({ version, signedBy, hasSnapshot }: ReadmeFacts): readonly string[] {
  const key = signedBy === null ? ' --allow-unsigned' : ' --key public.pem'
  return [
    'HOW TO VERIFY',
    '',
    `  mfa-gate evidence verify bundle.zip${key}`,
    '',
    `mfa-gate ${version} comes from https://github.com/${repository}/releases; take it from nowhere else.`,
    ...(signedBy === null
      ? [
          'There is no signature: digests show accidental changes, but anybody who can change a file can change a digest.',
        ]
      : ['Ask the signer for the public key; do not trust a key that came with this bundle.']),
    ...(hasSnapshot
      ? ['It checks every byte, judges snapshot.json by rules.json again, and says where the answers differ.']
      : [
          'It checks every byte. No numbers could be read, so there are none to judge again; assessment.json says why.',
        ]),
    'Verify the zip as it is: an archive that was unpacked and packed again is refused.',
    '',
  ]
}

const limits = [
  'WHAT THIS DOES NOT PROVE',
  '',
  '- Registered for MFA does not mean that MFA is enforced at sign-in.',
  '- The report of Microsoft Graph lags behind by some hours.',
  '- The counts are what the tool received; a signature says who vouches for that, not that Microsoft does.',
  '  The request ids let Microsoft support find the requests.',
  '- It is one moment. To show that a minimum was held over months, keep a history of such moments.',
  '- The moment is the clock of the machine that judged; no time-stamping authority confirms it.',
] as const
