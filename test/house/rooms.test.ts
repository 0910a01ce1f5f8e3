import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'

const root = join(import.meta.dirname, '../..')
const load = createRequire(import.meta.url)
const { rooms } = load('../../.dev/rooms.cjs') as {
  readonly rooms: Readonly<
    Record<
      string,
      { readonly uses: readonly string[]; readonly doors?: readonly string[]; readonly instead: string }
    >
  >
}
const { forbidden } = load('../../.dev/dependency-cruiser.cjs') as {
  readonly forbidden: readonly IForbiddenRuleType[]
}

const rows: readonly (readonly [title: string, from: string, to: string, ...broken: readonly string[]])[] = [
  ['a room may use one that is named with it', 'src/rules/a.ts', 'src/model/b.ts'],
  ['a room may use its own inside', 'src/cli/a.ts', 'src/cli/audit/b.ts'],
  ['a door is open', 'src/cli/simulate.ts', 'src/simulator/tenant/b.ts'],
  ['the pack may use the gate', 'policy-pack/a.ts', 'src/gate/b.ts'],
  ['a room may use no other', 'src/model/a.ts', 'src/rules/b.ts', 'arrows-of-model'],
  ['a new arrow is a wrong one', 'src/identity/a.ts', 'src/history/b.ts', 'arrows-of-identity'],
  ['nobody knows who uses him', 'src/gate/a.ts', 'src/cli/c.ts', 'arrows-of-gate'],
  ['nobody uses the pack', 'src/cli/d.ts', 'policy-pack/b.ts', 'arrows-of-cli'],
  ['a loose file is a room too', 'src/a.ts', 'src/cli/e.ts', 'arrows-of-.'],
  ['nobody uses loose files', 'src/audit/a.ts', 'src/b.ts', 'arrows-of-audit'],
  ['behind a door it is closed too', 'src/cli/f.ts', 'src/evidence/verify/deep/b.ts', 'inside-of-evidence'],
  ['an inside is closed', 'src/cli/simulate/g.ts', 'src/simulator/engine/b.ts', 'inside-of-simulator'],
  ['a type counts as well', 'src/rules/types.ts', 'src/config/b.ts', 'arrows-of-rules'],
  [
    'a new folder has a line of its own',
    'src/cli/h.ts',
    'src/helpers/b.ts',
    'arrows-of-cli',
    'rooms-are-written-down',
  ],
  ['files go through io', 'src/audit/c.ts', 'node:fs', 'files-go-through-io'],
  ['judging asks no system', 'src/rules/c.ts', 'node:os', 'judging-asks-no-system'],
  [
    'only simulate starts a stand-in',
    'src/cli/check.ts',
    'src/simulator/b.ts',
    'product-never-imports-stand-ins',
  ],
  ['formats load when asked', 'policy-pack/c.ts', 'src/report/formats/b.ts', 'formats-load-when-asked'],
]

describe('The rooms of the house', function () {
  this.timeout(30_000)
  let broken: ReadonlyMap<string, readonly string[]>

  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rooms-'))
    try {
      for (const [, from, to] of rows) {
        write(folder, to, 'export type Thing = string\nexport const thing = 1\n')
        const path = to.startsWith('node:') ? to : relative(dirname(from), to)
        const spelt = path.startsWith('.') || to.startsWith('node:') ? path : `./${path}`
        const what = from.endsWith('types.ts') ? 'type Thing' : 'thing'
        write(folder, from, `import { ${what} } from '${spelt}'\nexport { ${what} }\n`)
      }
      broken = await cruised(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  for (const [title, from, to, ...names] of rows) {
    it(`${title}: ${from} → ${to} ${names.length === 0 ? 'is right' : 'is caught'}`, () => {
      assert.deepEqual(broken.get(from) ?? [], names)
    })
  }

  it('are all there, each using rooms above it alone, and each says what to do instead', () => {
    const names = Object.keys(rooms)
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    assert.deepEqual(new Set(names), new Set([...folders.map(({ name }) => name), '.', 'policy-pack']))
    for (const [index, name] of names.entries()) {
      const { uses, doors = [], instead } = rooms[name] ?? { uses: [], instead: '' }
      assert.deepEqual(
        uses.filter((used) => !names.slice(0, index).includes(used)),
        [],
        name,
      )
      assert.match(instead, /^\S.{40,}\.$/, name)
      for (const door of doors) assert.ok(readdirSync(join(root, 'src', name, door)).length > 0, door)
    }
  })

  it('name no arrow that nobody needs', () => {
    for (const [name, { uses }] of Object.entries(rooms)) {
      const folder = name === 'policy-pack' ? name : join('src', name)
      const used = new Set(filesIn(folder).flatMap((file) => roomsUsedBy(file)))
      assert.deepEqual(
        uses.filter((use) => !used.has(use)),
        [],
        name,
      )
    }
  })
})

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: folder !== 'src', encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/^(dist|node_modules)\//.test(file))
    .map((file) => join(folder, file))
}

function roomsUsedBy(file: string): readonly string[] {
  const imports = readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)
  return [...imports].flatMap(([, path = '']) => {
    const [top, room = '', ...inside] = join(dirname(file), path).split('/')
    return top === 'src' ? (inside.length === 0 ? '.' : room) : []
  })
}

function write(folder: string, file: string, text: string): void {
  if (file.startsWith('node:')) return
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

/** What each file breaks. */
async function cruised(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { output } = await cruise(['src', 'policy-pack'], {
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: [...forbidden] },
    tsPreCompilationDeps: true,
  })
  const { violations } = (output as ICruiseResult).summary
  const found = new Map<string, string[]>()
  for (const { from, rule } of violations) found.set(from, [...(found.get(from) ?? []), rule.name].sort())
  return found
}
