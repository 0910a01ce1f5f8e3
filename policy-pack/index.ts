import { parse } from 'node:path'
import { PolicyPack } from '@pulumi/policy'
import { observeConfiguration } from './configuration.ts'
import { observeStack } from './observe-stack.ts'
import { packOf } from './pack.ts'
import { packedProblems, packedRules, packReadme } from './packed.ts'
import { pathProblems } from './path-problems.ts'
import { reportsFrom } from './reports.ts'
import { repository } from '../src/schemas/published-id.ts'
import { setting } from '../src/config/setting.ts'
import { workingDirectory, workplaceHere } from './workplace-here.ts'

const { argv } = process
const packed = packedRules(typeof __filename === 'string' ? __filename : undefined)
const environment = packed === undefined ? process.env : { MFA_GATE_RULES: packed, ...process.env }
const cwd = workingDirectory()
const launched = /[\\/]run-policy-pack(?:[\\/]|$)/.test(argv[1] ?? '')
const workplace = workplaceHere({ environment, cwd: cwd ?? '', parent: process.ppid, launched })
// Where no place is known nothing relative is read, so that it does not matter which one stands in.
const pack = packOf(
  environment,
  workplace.directory ?? cwd ?? '/',
  (settings) => [...packedProblems(settings, packed), ...pathProblems(settings, workplace)],
  {
    say: (line) => void process.stderr.write(`${line}\n`),
    reports: reportsFrom(setting(environment, 'MFA_GATE_REPORT'), workplace.directory, environment),
  },
)
// The library asks for the working directory, and where that has been removed it would end with a stack trace.
if (cwd === undefined) process.chdir(parse(process.execPath).root)
observeConfiguration(pack)
observeStack(pack)

new PolicyPack('entra-mfa-gate', {
  displayName: 'Entra MFA gate',
  description:
    "Checks that enough of the Microsoft Entra tenant's users are registered for MFA before anything is deployed.",
  readme: packReadme,
  provider: 'Azure',
  repository: `https://github.com/${repository}`,
  tags: ['security', 'identity', 'mfa'],
  // Pulumi's default is advisory, which would let everything pass.
  enforcementLevel: 'mandatory',
  policies: [...pack.policies],
})
