import assert from 'node:assert/strict'
import { Display } from '../../../src/simulator/engine/display/display.ts'
import type { EngineEvent } from '../../../src/simulator/engine/events.ts'
import type { Violation } from '../../../src/simulator/engine/packs/violation.ts'

const root = 'urn:pulumi:dev::lab::pulumi:pulumi:Stack::lab-dev'
const child = 'urn:pulumi:dev::lab::a:b:C::c'
const violation: Violation = {
  policy: 'p',
  pack: 'pack',
  packVersion: '1.0.0',
  message: 'It is bad.\nVery.\n',
  level: 'mandatory',
  severity: undefined,
  urn: '',
}
const packs = [{ name: 'pack', version: '1.0.0', path: 'packs/mine' }]

const violated = (urn: string, given: Partial<Violation> = {}): EngineEvent => ({
  kind: 'violation',
  urn,
  violation: { ...violation, ...given },
})
const lines = (...events: readonly EngineEvent[]) => {
  const display = new Display({ project: 'lab', stack: 'dev' })
  return events.map((event) => display.accept(event))
}
const end = (...events: readonly EngineEvent[]) => lines(...events, { kind: 'finished', packs }).at(-1)

describe('the display', () => {
  it('prints a row as soon as its resource is planned', () => {
    assert.deepEqual(lines({ kind: 'planned', urn: child }), [[' +  a:b:C c create ']])
  })

  it('keeps a row back that only a violation told of, except that of the stack', () => {
    const [, ofChild, ofStack] = lines({ kind: 'packs-loading' }, violated(child), violated(root))
    assert.deepEqual([ofChild, ofStack], [[], ['    pulumi:pulumi:Stack lab-dev running ']])
  })

  it('puts the first line of what was last said behind the row', () => {
    const printed = {
      kind: 'logged',
      urn: child,
      severity: 'warning',
      message: 'careful\nplease',
      stream: 0,
    } as const
    const [, line] = lines({ kind: 'planned', urn: child }, printed)
    assert.deepEqual(line, [' +  a:b:C c create warning: careful'])
  })

  it('counts at the end what was said of the stack', () => {
    const printed = { kind: 'logged', message: 'x', stream: 0 } as const
    const [first] = end(
      { kind: 'planned', urn: root },
      { ...printed, severity: 'error' },
      { ...printed, severity: 'error' },
      { ...printed, severity: 'info' },
      { ...printed, severity: 'info', ephemeral: true },
    )!
    assert.equal(first, ' +  pulumi:pulumi:Stack lab-dev create 2 errors; 1 message')
  })

  it('puts the worst violation first: by level, by severity, by name', () => {
    const visible = end(
      violated(child, { policy: 'd', level: 'advisory', severity: 'critical' }),
      violated(child, { policy: 'c' }),
      violated(child, { policy: 'b', severity: 'low' }),
      violated(child, { policy: 'a', severity: 'low' }),
    )!
    assert.deepEqual(
      visible.filter((line) => line.startsWith('        - ')),
      [
        '        - [mandatory] [severity: low]  a  (a:b:C: c)',
        '        - [mandatory] [severity: low]  b  (a:b:C: c)',
        '        - [mandatory]  c  (a:b:C: c)',
        '        - [advisory] [severity: critical]  d  (a:b:C: c)',
      ],
    )
  })

  it('indents every line of a message', () => {
    assert.deepEqual(end(violated(child)), [
      'Policies:',
      '    ❌ pack@v1.0.0 (local: packs/mine)',
      '        - [mandatory]  p  (a:b:C: c)',
      '          It is bad.',
      '          Very.',
      '',
    ])
  })

  it('gives a violation that names another pack a block of its own', () => {
    const visible = end(violated(child, { pack: 'other', level: 'advisory' }))!
    assert.deepEqual(visible.slice(0, 3), [
      'Policies:',
      '    ⚠️ other@v1.0.0',
      '        - [advisory]  p  (a:b:C: c)',
    ])
    assert.ok(visible.includes('    ✅ pack@v1.0.0 (local: packs/mine)'))
  })

  it('shows the lines of one stream together', () => {
    const printed = (stream: number, message: string) =>
      ({ kind: 'logged', severity: 'info', stream, message }) as const
    const visible = end(printed(1, 'a'), printed(2, 'b'), printed(1, 'c'))!
    const start = visible.indexOf('Diagnostics:')
    assert.deepEqual(visible.slice(start + 2, start + 7), ['    a', '    c', '', '    b', ''])
  })

  it('shows neither packs nor resources of a preview that never came to its program', () => {
    const visible = lines({ kind: 'packs-loading' }, { kind: 'finished', packs: undefined }).at(-1)
    assert.deepEqual(visible, ['    pulumi:pulumi:Stack lab-dev  '])
  })
})
