import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { packOf } from '../../policy-pack/pack.ts'
import { pathProblems } from '../../policy-pack/path-problems.ts'
import { type StartFacts, type Workplace, workplaceOf } from '../../policy-pack/workplace.ts'
import { workplaceHere } from '../../policy-pack/workplace-here.ts'
import { setting } from '../../src/config/setting.ts'
import { settingsFrom } from '../../src/config/settings.ts'

/** Two projects of one name, one of another, and a folder above them all. */
const projects: Readonly<Record<string, string>> = { '/w/shop': 'shop', '/w/other': 'other' }
const projectAt = (directory: string): { directory: string; name: string | undefined } | undefined => {
  const found = Object.keys(projects).find((root) => directory === root || directory.startsWith(`${root}/`))
  return found === undefined ? undefined : { directory: found, name: projects[found] }
}
const nothing: StartFacts = { pwd: undefined, cli: undefined, program: undefined, projectName: undefined }

const rows: readonly [
  title: string,
  messages: Partial<StartFacts>,
  directory: string | undefined,
  elsewhere: readonly string[],
][] = [
  ['typed in the project', { cli: '/w/shop', pwd: '/w/shop' }, '/w/shop', []],
  ['started by a program above it', { cli: '/w/shop', pwd: '/w' }, '/w/shop', ['/w']],
  ['without PWD', { cli: '/w/shop' }, '/w/shop', []],
  ['an executable, typed in the project', { program: '/w/shop', pwd: '/w/shop' }, '/w/shop', []],
  ['an executable, typed below', { program: '/w/shop', pwd: '/w/shop/docs' }, '/w/shop/docs', ['/w/shop']],
  [
    'an executable of a program in a folder of its own',
    { program: '/w/shop/main', pwd: '/w/shop' },
    '/w/shop',
    ['/w/shop/main'],
  ],
  ['an executable, started from above', { program: '/w/shop', pwd: '/w' }, '/w/shop', ['/w']],
  [
    'an executable, started from another project',
    { program: '/w/shop/main', pwd: '/w/other' },
    '/w/shop',
    ['/w/other', '/w/shop/main'],
  ],
  ['an executable without PWD and project', { program: '/x' }, '/x', []],
  ['a directory, typed in the project', { projectName: 'shop', pwd: '/w/shop' }, '/w/shop', []],
  ['a directory, typed below', { projectName: 'shop', pwd: '/w/shop/a' }, '/w/shop/a', ['/w/shop']],
  ['a directory, started from above', { projectName: 'shop', pwd: '/w' }, undefined, []],
  ['a directory, started from another project', { projectName: 'shop', pwd: '/w/other' }, undefined, []],
  ['a directory without PWD', { projectName: 'shop' }, undefined, []],
  ['a directory that is told no project', { pwd: '/w/shop' }, undefined, []],
]

describe('the place that paths count from', () => {
  for (const [title, messages, directory, elsewhere] of rows) {
    it(`is ${directory ?? 'not known'}: ${title}`, () => {
      assert.deepEqual(workplaceOf({ ...nothing, ...messages }, projectAt), { directory, elsewhere })
    })
  }
})

describe('a relative path in the settings', () => {
  let root: string
  let inside: string
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'mfa-gate-place-')))
    inside = join(root, 'shop')
    mkdirSync(inside)
    writeFileSync(join(inside, 'Pulumi.yaml'), 'name: shop\nruntime: nodejs\n')
  })
  afterEach(() => rmSync(root, { recursive: true }))

  const problems = (environment: Readonly<Record<string, string>>, workplace: Workplace): readonly string[] =>
    pathProblems(settingsFrom(environment), setting(environment, 'MFA_GATE_REPORT'), workplace)

  for (const name of ['MFA_GATE_RULES', 'MFA_GATE_SNAPSHOT', 'MFA_GATE_BASELINES']) {
    it(`is refused as ${name} when both places have it, and both are named`, () => {
      const files = [join(inside, 'kept'), join(root, 'kept')] as const
      for (const file of files) writeFileSync(file, '')
      const workplace = { directory: inside, elsewhere: [root] }
      assert.deepEqual(problems({ [name]: 'kept' }, workplace), [
        `${name} is "kept", a relative path, which starts in the folder where \`pulumi\` runs: there are ${files[0]} and ${files[1]}; give the absolute path of the one that is meant`,
      ])
      assert.deepEqual(problems({ [name]: files[1] }, workplace), [])
    })

    it(`is refused as ${name} when only the other place has it`, () => {
      writeFileSync(join(root, 'kept'), '')
      const [problem, ...others] = problems({ [name]: 'kept' }, { directory: inside, elsewhere: [root] })
      assert.match(problem ?? '', /shop\/kept does not exist and .*\/kept does; give the absolute path/)
      assert.deepEqual(others, [])
    })

    it(`is taken as ${name} when only the right place has it`, () => {
      writeFileSync(join(inside, 'kept'), '')
      assert.deepEqual(problems({ [name]: 'kept' }, { directory: inside, elsewhere: [root] }), [])
    })
  }

  for (const [name, value] of [
    ['MFA_GATE_RULES', 'mfa-rules.yaml'],
    ['MFA_GATE_SNAPSHOT', 'tenant.json'],
    ['MFA_GATE_BASELINES', 'kept'],
    ['MFA_GATE_REPORT', 'json:mfa.json'],
  ] as const) {
    it(`is refused as ${name} where no place is known`, () => {
      const [problem] = problems({ [name]: value }, { directory: undefined, elsewhere: [] })
      assert.match(problem ?? '', new RegExp(`^${name} is ".*", and the pack cannot find out in which`))
    })
  }

  it('leaves the pack with one refusing policy', () => {
    const pack = packOf({}, root, () => ['MFA_GATE_RULES is …'])
    assert.deepEqual(
      pack.policies.map(({ name }) => name),
      ['mfa-gate-settings'],
    )
  })

  it('counts from the working directory of a parent called pulumi, whatever PWD says', async function () {
    if (process.platform !== 'linux') return this.skip()
    const module = JSON.stringify(join(import.meta.dirname, '../../policy-pack/workplace-here.ts'))
    const asked = `const { workplaceHere } = await import(${module})
process.stdout.write(JSON.stringify(workplaceHere({ environment: process.env, cwd: process.cwd(), parent: process.ppid, launched: true })))`
    writeFileSync(join(root, 'pack.mjs'), asked)
    const host = `import { spawnSync } from 'node:child_process'
spawnSync(process.execPath, [process.argv[2]], { cwd: '/', stdio: 'inherit' })`
    writeFileSync(join(root, 'host.mjs'), host)
    // As the CLI starts a pack in its directory form: through a language host, in the pack's own folder.
    const pulumi = `import { spawnSync } from 'node:child_process'
spawnSync(process.execPath, process.argv.slice(2), { stdio: 'inherit' })`
    writeFileSync(join(root, 'cli.mjs'), pulumi)
    const child = spawn(
      process.execPath,
      ['cli.mjs', 'host.mjs', 'pack.mjs'].map((file) => join(root, file)),
      { cwd: inside, argv0: '/opt/bin/pulumi', env: { ...process.env, PWD: root } },
    )
    const [stdout] = await Promise.all([text(child.stdout), once(child, 'close')])
    assert.deepEqual(JSON.parse(stdout), { directory: inside, elsewhere: [root] })
  })

  it('counts from PWD where that lies in the project that the pack is told', () => {
    const here = { cwd: '/', parent: 0, launched: true }
    const environment = { PWD: inside, PULUMI_NODEJS_PROJECT: 'shop' }
    assert.deepEqual(workplaceHere({ ...here, environment }), { directory: inside, elsewhere: [] })
    const outside = { ...environment, PWD: root }
    assert.deepEqual(workplaceHere({ ...here, environment: outside }), {
      elsewhere: [],
      directory: undefined,
    })
  })
})
