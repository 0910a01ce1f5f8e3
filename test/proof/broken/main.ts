/**
 * `npm run proof:broken`: breaks a copy of the project, one mutation after the other, and shows that the proof concerned,
 * which is green on the copy as it is, turns red. Writes docs/proof/broken.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pMap from 'p-map'
import { projectDirectory, type Ran } from '../../support/run-process.ts'
import { machine, table } from '../table.ts'
import { Copy } from './build.ts'
import { type Mutation, mutations } from './mutations.ts'

const { values } = parseArgs({
  options: {
    /** Of the proofs. */
    only: { type: 'string', default: '.' },
    workers: { type: 'string', default: '2' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})

interface Caught {
  readonly mutation: Mutation
  readonly says: string
  readonly problem: string | undefined
}

/** Where a proof works is of no interest to those who read its page. */
const ownFolder = new RegExp(String.raw`${tmpdir()}/[^/\s]+`, 'g')

const chosen = mutations.filter(({ proof }) => new RegExp(values.only).test(proof))
// Speed last and alone: it is the only one that others could disturb.
const [timed, others] = [chosen.filter(isTimed), chosen.filter((one) => !isTimed(one))]
const caught = [
  ...(await pMap(others, tried, { concurrency: Number(values.workers) })),
  ...(await pMap(timed, tried, { concurrency: 1 })),
]
const missed = caught.filter(({ problem }) => problem !== undefined)
for (const { mutation, problem } of missed)
  process.stdout.write(`✗ ${mutation.proof}, ${mutation.what}: ${String(problem)}\n`)
if (values.write && chosen.length === mutations.length) {
  mkdirSync(join(projectDirectory, 'docs/proof'), { recursive: true })
  writeFileSync(join(projectDirectory, 'docs/proof/broken.md'), page())
}
process.stdout.write(`broken: ${caught.length} broken builds, ${missed.length} not caught\n`)
process.exitCode = missed.length === 0 ? 0 : 1

function isTimed({ proof }: Mutation): boolean {
  return proof === 'speed'
}

/** Green before, red after, and red for what was broken. */
async function tried(mutation: Mutation): Promise<Caught> {
  const { what, proof, args, red } = mutation
  process.stderr.write(`${proof}: ${what} …\n`)
  using copy = new Copy()
  await copy.build()
  // The guard needs figures of the build as it is, of this machine and this hour.
  const figures = join(copy.folder, 'figures.json')
  const speed = proof === 'speed'
  const whole = await copy.prove(
    proof,
    speed ? [...args.filter((one) => one !== '--guard'), '--into', figures] : args,
  )
  if (whole.exitCode !== 0)
    return { mutation, says: '', problem: `red on the build as it is: ${tail(whole)}` }
  await using _ = await copy.broken(mutation)
  const broken = await copy.prove(proof, speed ? [...args, '--against', figures] : args)
  const says = broken.stdout.split('\n').find((line) => red.test(line))
  const problem =
    broken.exitCode === 0
      ? 'it stayed green'
      : says === undefined
        ? `red for something else: ${tail(broken)}`
        : undefined
  return { mutation, says: says ?? '', problem }
}

function tail({ stdout, stderr }: Ran): string {
  return `${stdout.slice(0, 400)} ${stderr.slice(-400)}`
}

function page(): string {
  const rows = caught.map(({ mutation, says, problem }) => [
    mutation.proof,
    mutation.what,
    `\`${mutation.file}\``,
    problem ?? `red: ${says.replace(/^✗ /, '').replaceAll(ownFolder, '…').slice(0, 160)}`,
  ])
  return `# Builds that are broken on purpose

Written by \`npm run proof:broken\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.

A proof that cannot turn red shows nothing. Each of these changes is made in a copy of the project, on which the proof was green just before, and
has to turn it red by what it breaks (\`test/proof/broken/mutations.ts\`).

${table(['proof', 'broken', 'in', 'what the proof says'], rows)}
`
}
