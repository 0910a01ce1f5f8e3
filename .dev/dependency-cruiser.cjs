// Which room may use which is in rooms.cjs; here is what holds beside that. Each rule says what to do instead.
const { roomRules, unknownRoom } = require('./rooms.cjs')

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    unknownRoom,
    {
      name: 'no-circles',
      comment:
        'Two files that need each other are one thing, or hide a third: move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'judging-asks-no-system',
      comment:
        'Of Node itself a pure room takes nothing, a report its digests and its colours alone. The style sheet is a constant that happens to be a file.',
      severity: 'error',
      from: { path: '^src/(model|rules|report)/', pathNot: '^src/report/html/page/style-sheet.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|util)$' },
    },
    {
      name: 'files-go-through-io',
      comment:
        'A file is read and written in one way: whole, bounded, no pipes, no links, for its owner where it must be. Ask src/io.',
      severity: 'error',
      from: {
        path: '^(src|policy-pack)/',
        pathNot:
          '^src/(io|simulator|history/sqlite)/|^src/(report/html/page/style-sheet\\.ts|cli/start\\.cjs)$',
      },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'one-way-through',
      comment:
        'The gate is put together once: call prepare, read and assess of src/gate. A type, a Secret or the redaction may be used anywhere.',
      severity: 'error',
      from: { path: '^(src|policy-pack)/', pathNot: '^src/(gate|identity|graph|rules|simulator)/' },
      to: {
        path: '^src/(graph/|identity/(?!secret|redact|error-texts)|rules/(judge|waive)\\.ts)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'values-beyond-the-gate',
      comment:
        'What could not be found out is a value for all who call the gate; only on the way to it is it thrown.',
      severity: 'error',
      from: {
        path: '^(src|policy-pack)/',
        pathNot: '^src/(gate|identity|graph|wire|time|model|simulator)/',
      },
      to: { path: '^src/model/could-not-read', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-never-imports-stand-ins',
      comment:
        'The simulator is a stand-in. Only the simulate command and the demo start it; nothing that judges may.',
      severity: 'error',
      from: { path: '^(src|policy-pack)/', pathNot: '^src/(simulator/|cli/simulate)' },
      to: { path: '^src/simulator/' },
    },
    {
      name: 'pack-loads-little',
      comment:
        'The Azure SDK and the Graph client cost every preview time: import them inside the function that needs them.',
      severity: 'error',
      from: { path: '^policy-pack/|^src/(model|rules|report|config|schemas|gate)' },
      to: {
        path: 'node_modules/(@azure|@microsoft|commander)',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'formats-load-when-asked',
      comment:
        'A format brings its library, and every preview would pay for it: ask formats.ts, which imports it when it is wanted.',
      severity: 'error',
      from: {
        path: '^(src|policy-pack)/',
        pathNot: '^src/(report/(audit|formats|terminal|html)|cli|evidence)/',
      },
      to: {
        path: '^src/report/(formats/(?!formats\\.ts)|terminal/|html/)',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'pages-load-when-asked',
      comment:
        'The HTML pages bring a charting library, for which every command would wait: import them in the function that writes a page.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/report/(html/|formats/html\\.ts)' },
      to: {
        path: '^src/report/(html/|formats/html\\.ts)',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'history-loads-when-asked',
      comment:
        'Databases take time to load, and most commands need none: import() what opens a history inside the action that needs it.',
      severity: 'error',
      from: {
        path: '^policy-pack/|^src/cli/[^/]+$|^src/cli/history/history|^src/(model|rules|report|config|identity|graph|snapshots|gate)',
      },
      to: {
        path: '^src/history/(open-history|history-on|sqlite|postgres|queries|tables|export)',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'databases-stay-in-history',
      comment:
        'Ask the interface in src/history/history.ts; if it lacks a question, add it there for both databases.',
      severity: 'error',
      from: { path: '^(src|policy-pack)/', pathNot: '^src/(history/|places/postgres)' },
      to: { path: 'node_modules/(kysely|pg|hyparquet-writer)/|^(node:)?sqlite$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|policy-pack/dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
