// The rooms of the house: the folders of src, the loose files in it, and the policy pack. Each may use the rooms named
// with it and no other; a room uses those above it alone. What lies in a room's sub-folders is its inside, which only
// the room itself may import; a door is a sub-folder whose files are there for others too.

/** @typedef {{ uses: string[], doors?: string[], instead: string }} Room */

const pure = ['schemas', 'model', 'controls', 'rules']
const files = ['io', 'config', 'signing', 'snapshots']

/** @type {Record<string, Room>} */
const rooms = {
  schemas: {
    uses: [],
    doors: ['compiled', 'evidence'],
    instead:
      'Schemas are literals that everybody reads: what a schema needs of ours becomes a literal beside it.',
  },
  io: {
    uses: [],
    instead:
      'io reads and writes for everybody: give it paths and limits, and let it answer why it could not.',
  },
  model: {
    uses: ['schemas'],
    doors: ['glob', 'methods'],
    instead:
      'model holds counts and snapshots: a judgement on them belongs into rules, their English into report.',
  },
  controls: {
    uses: ['model'],
    instead: 'Controls are tables and what is claimed of them: hand in the verdicts as plain data.',
  },
  rules: {
    uses: ['schemas', 'model'],
    doors: ['guards', 'configuration'],
    instead:
      'A rule takes facts and answers a verdict: pass in what it needs as an argument; English belongs into report.',
  },
  report: {
    uses: pure,
    doors: ['audit', 'configuration', 'formats', 'html', 'html/summary', 'html/tenants', 'terminal'],
    instead: 'A report is a function of plain data: have cli or gate fetch what it shows and pass it in.',
  },
  config: {
    uses: ['schemas', 'io', 'model', 'rules', 'report'],
    instead:
      'config turns text of ours into types, and settings into times and places: leave what is done with them to gate or cli.',
  },
  wire: {
    uses: ['schemas', 'io', 'model', 'config'],
    instead:
      'wire carries requests for login and Graph alike, within one deadline: what only one of them means belongs into identity or graph.',
  },
  identity: {
    uses: ['schemas', 'io', 'model', 'config', 'wire'],
    doors: ['choose'],
    instead: 'identity signs in and knows no Graph: gate joins the two.',
  },
  graph: {
    uses: ['schemas', 'io', 'model', 'config', 'wire', 'identity'],
    instead:
      'graph reads with a token that it is given and judges nothing: gate signs in, and hands the reading to rules.',
  },
  signing: {
    uses: ['io', 'config'],
    instead:
      'signing knows keys and bytes: what is signed, and what a wrong signature means, is said by those who ask it.',
  },
  snapshots: {
    uses: ['schemas', 'io', 'model', 'rules', 'config', 'signing'],
    instead: 'snapshots keeps readings in files and takes them out: what is kept comes in as an argument.',
  },
  history: {
    uses: ['schemas', 'io', 'rules', 'report', 'config', 'identity'],
    doors: ['export', 'postgres'],
    instead:
      'history keeps published reports: ask for the report, or do the reading and judging in cli before.',
  },
  places: {
    uses: ['io', 'config', 'history'],
    instead:
      'A place keeps texts by key for other runs, and knows nothing of what they say: gate judges what it finds there.',
  },
  gate: {
    uses: ['schemas', 'model', 'rules', ...files, 'report', 'wire', 'identity', 'graph', 'places'],
    instead:
      'gate puts together what was asked, read and judged, once, and has its reports written: who prints or keeps it calls gate, not the other way round.',
  },
  audit: {
    uses: ['schemas', 'model', 'rules', 'report', 'config', 'snapshots', 'gate'],
    instead:
      'An audit is the gate for many tenants: ask gate for each, and let cli print and keep what comes of it.',
  },
  fleet: {
    uses: ['schemas', 'config', 'history'],
    instead:
      'fleet is the queue between machines and knows keys and digests alone: what a tenant comes to is for audit and cli.',
  },
  doctor: {
    uses: ['schemas', 'model', 'rules', 'report', 'config', 'wire', 'identity', 'gate'],
    instead: 'doctor looks at what it is shown: cli hands it what has to be looked at as a function.',
  },
  evidence: {
    uses: [...pure, 'io', 'report', 'config', 'signing', 'snapshots', 'gate', 'doctor'],
    doors: ['verify'],
    instead:
      'evidence packs what an assessment was and judges it again through gate: it signs in nowhere and prints nothing.',
  },
  simulator: {
    uses: [],
    doors: ['tenant'],
    instead:
      'A stand-in that shares code with what it tests proves nothing: write it from the documentation.',
  },
  cli: {
    uses: [
      ...['schemas', 'io', 'model', 'rules', 'report', 'config', 'wire', 'identity', 'signing'],
      ...['snapshots', 'gate', 'history', 'fleet', 'audit', 'doctor', 'evidence', 'simulator'],
    ],
    instead:
      'A command asks gate for what was read and judged: it neither reads Graph nor decides by itself.',
  },
  '.': {
    uses: ['schemas', 'io', 'model', 'rules', 'report', 'config', 'snapshots', 'gate'],
    instead: 'The package gives away what gate and its rooms do: what is not there yet is made there first.',
  },
  'policy-pack': {
    uses: ['schemas', 'io', 'model', 'rules', 'report', 'config', 'snapshots', 'places', 'gate'],
    instead: "The pack is Pulumi's wire alone: it asks gate, and judges nothing itself.",
  },
}

const oneOf = (names) => names.map(pathOf).join('|')

/** What all paths of a room begin with. */
function pathOf(room) {
  if (room === 'policy-pack') return 'policy-pack/'
  return room === '.' ? 'src/[^/]+$' : `src/${room}/`
}

/** A rule for each room: its arrows, and that nobody enters it but through its top and its doors. */
exports.roomRules = Object.entries(rooms).flatMap(([room, { uses, doors = [], instead }]) => {
  const own = pathOf(room)
  const arrows = {
    name: `arrows-of-${room}`,
    comment: instead,
    severity: 'error',
    from: { path: `^${own}` },
    to: { path: '^(src|policy-pack)/', pathNot: `^(${oneOf([room, ...uses])})` },
  }
  if (room === '.') return [arrows]
  const inside = {
    name: `inside-of-${room}`,
    comment: `What lies in the sub-folders of ${room} is its own business: have a file at its top answer what you need.`,
    severity: 'error',
    from: { path: '^(src|policy-pack)/', pathNot: `^${own}` },
    to: { path: `^${own}[^/]+/`, ...(doors.length > 0 && { pathNot: `^${own}(${doors.join('|')})/[^/]+$` }) },
  }
  return [arrows, inside]
})

/** A folder that nobody has written down may use nothing, and be used by nobody. */
exports.unknownRoom = {
  name: 'rooms-are-written-down',
  comment:
    'A new folder of src is a new room: give it a line in .dev/rooms.cjs, with the rooms that it may use.',
  severity: 'error',
  from: {},
  to: { path: '^src/[^/]+/', pathNot: `^(${oneOf(Object.keys(rooms))})` },
}

exports.rooms = rooms
