import fc from 'fast-check'

/** One change of an input: where in it, of which kind, and what is put in. Plain data, so that fast-check can shrink it. */
export interface Change {
  readonly kind: (typeof kinds)[number]
  /** 0 to 1, of the input's length or of its values. */
  readonly at: number
  readonly length: number
  readonly piece: string
}

const byteKinds = ['flip', 'insert', 'remove', 'repeat', 'cut', 'copy'] as const
const treeKinds = ['drop', 'set', 'rename', 'twin', 'wrap', 'swap', 'nudge'] as const
const kinds = [...byteKinds, ...treeKinds] as const

/** What breaks parsers, and what this gate looks for. */
const pieces = [
  ...[
    '',
    ' ',
    '\n',
    '\t',
    '\0',
    '\uFEFF',
    '\u202e',
    '\ud800',
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '#',
  ],
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '-1',
    '1',
    '95',
    '100',
    '0.95',
    '1e3',
    '1e999',
    '0x10',
    '007',
    '٣٣',
  ],
  ...['9007199254740991', '9007199254740992', '18446744073709551616', 'NaN', 'Infinity', '"33"', '{}', '[]'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'value',
    'error',
    '@odata.nextLink',
    'totalUserCount',
    'mfaRegistered',
  ],
  ...[
    '95%',
    '0%',
    '100%',
    '95.5%',
    '1/0',
    'mandatory',
    'advisory',
    'disabled',
    'pass',
    'all',
    'members',
    'waivers',
  ],
  ...[
    '&a',
    '*a',
    '<<: ',
    '!!js/function',
    '!!binary',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '? ',
    '|-\n',
    '2099-12-31',
  ],
  ...[
    '2026-02-30',
    '9999-99-99',
    '../../etc/passwd',
    'https://graph.microsoft.com.example/',
    '//',
    '%00',
    '${x}',
  ],
]

export const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(64),
  piece: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
    { weight: 1, arbitrary: fc.integer({ min: -100, max: 100_000 }).map(String) },
  ),
})

export function mutated(input: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((bytes, one) => {
    const tree = (treeKinds as readonly string[]).includes(one.kind) ? changedTree(bytes, one) : undefined
    return tree ?? changedBytes(bytes, one)
  }, input)
}

function changedBytes(bytes: Buffer, { kind, at, length, piece }: Change): Buffer {
  const from = Math.floor(at * bytes.length)
  const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)]
  const again = Array.from({ length: length % 16 }, () => after.subarray(0, length + 1))
  const ways: Partial<Record<Change['kind'], readonly Uint8Array[]>> = {
    flip: [before, flipped(after.subarray(0, 1), length % 8), after.subarray(1)],
    remove: [before, after.subarray(length)],
    repeat: [before, ...again, after],
    cut: [before],
    copy: [before, bytes.subarray(0, length), after],
  }
  return Buffer.concat(ways[kind] ?? [before, Buffer.from(piece), after])
}

function flipped(bytes: Buffer, bit: number): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ (1 << bit)))
}

type Tree = unknown

/** Undefined where the input is no JSON. */
function changedTree(bytes: Buffer, given: Change): Buffer | undefined {
  let tree: Tree
  try {
    tree = JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
  const places = placesIn(tree)
  const place = places[Math.floor(given.at * places.length) % Math.max(1, places.length)]
  if (place === undefined) return undefined
  return Buffer.from(written(changeAt(place, given, places), tree, given))
}

interface Place {
  readonly parent: Record<string, Tree> | Tree[]
  readonly key: string
}

function placesIn(tree: Tree): Place[] {
  const found: Place[] = []
  const visit = (node: Tree): void => {
    if (typeof node !== 'object' || node === null || found.length > 5_000) return
    for (const key of Object.keys(node)) {
      found.push({ parent: node as Record<string, Tree>, key })
      visit((node as Record<string, Tree>)[key])
    }
  }
  visit(tree)
  return found
}

/** Changes the tree in place, and answers the key that is to be written twice, if any. */
function changeAt(
  { parent, key }: Place,
  { kind, length, piece }: Change,
  places: readonly Place[],
): string | undefined {
  const holder = parent as Record<string, Tree>
  const value = holder[key]
  const put = valueOf(piece)
  if (kind === 'drop') {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else Reflect.deleteProperty(holder, key)
  }
  if (kind === 'set') holder[key] = put
  // A place in a list has no name.
  if (kind === 'rename' && !Array.isArray(parent)) {
    Reflect.deleteProperty(holder, key)
    Object.defineProperty(holder, piece, { value, enumerable: true, configurable: true, writable: true })
  }
  if (kind === 'wrap') holder[key] = length % 2 === 0 ? [value] : { [piece]: value }
  if (kind === 'swap') {
    const other = places[length % places.length]
    if (other !== undefined) holder[key] = structuredClone((other.parent as Record<string, Tree>)[other.key])
  }
  if (kind === 'nudge' && typeof value === 'number') holder[key] = value + (length - 32)
  return kind === 'twin' ? key : undefined
}

function valueOf(piece: string): Tree {
  try {
    return JSON.parse(piece) as Tree
  } catch {
    return piece
  }
}

function written(twin: string | undefined, tree: Tree, { piece }: Change): string {
  const text = JSON.stringify(tree)
  if (twin === undefined) return text
  const key = `${JSON.stringify(twin)}:`
  return text.replace(key, `${key}${JSON.stringify(valueOf(piece))},${key}`)
}
