/** One preview of the fixture program: what is asked of pack and program, and what the CLI does then. */
export interface Scenario {
  readonly title: string
  /** PACK_DOES; the words are in test/fixtures/engine/pack/index.js. */
  readonly pack?: string
  /** PROGRAM_DOES; the words are in test/fixtures/engine/program/index.js. */
  readonly program?: string
  readonly components?: number
  /** The `--policy-pack-config` file's text. */
  readonly config?: string
  readonly words?: readonly string[]
  /** Both forms of a pack unless one is named here. */
  readonly form?: Form
  readonly exit: 0 | 1
  /** Text that the output contains, lines as they are. */
  readonly shows?: readonly string[]
  readonly hides?: readonly string[]
  /** All that stands on stderr; nothing may when the preview goes through. */
  readonly errors?: string | RegExp
}

export type Form = 'directory' | 'executable'

const hit = '        - [mandatory] [severity: high]  root-stack  (pulumi:pulumi:Stack: lab-dev)'

export const scenarios: readonly Scenario[] = [
  {
    title: 'shows a mandatory violation, prints the plan to its end, and fails',
    pack: 'violate',
    exit: 1,
    shows: [
      'Previewing update (dev):\nLoading policy packs...: starting\nLoading policy packs...: done\n\n',
      ' +  pulumi:pulumi:Stack lab-dev create \n +  fixture:index:Component c0 create \n',
      `${hit}\n          Checks the root stack.\n          Minimum is 90%.\n          Two lines.\n\n`,
      'Diagnostics:\n  pulumi:pulumi:Stack (lab-dev):\n    error: preview failed\n\n',
      'Outputs:\n    greeting: "urn:pulumi:dev::lab::fixture:index:Component::c0"\n',
    ],
    hides: ['Resources:'],
  },
  {
    title: 'goes through with an advisory violation',
    form: 'directory',
    program: 'name-one-bad',
    exit: 0,
    shows: [
      '    ⚠️ fixture-pack@v0.0.1 (local: ',
      '        - [advisory]  no-bad-components  (fixture:index:Component: bad)\n',
      'Resources:\n    + 3 to create\n',
    ],
    hides: ['Diagnostics:'],
  },
  {
    title: 'goes through when no policy complains',
    exit: 0,
    shows: ['Policies:\n    ✅ fixture-pack@v0.0.1 (local: ', 'Resources:\n    + 2 to create\n'],
  },
  {
    title:
      'asks about all resources together when the program has ended, and what names no resource is of the stack',
    pack: 'violate-stack',
    exit: 1,
    shows: [
      '        - [mandatory]  whole-stack  (fixture:index:Component: c0)\n          Checks all resources together.\n          One of them.\n',
      '        - [mandatory]  whole-stack  (pulumi:pulumi:Stack: lab-dev)\n          Checks all resources together.\n          All of 2.\n',
      'error: preview failed\n',
    ],
  },
  {
    title: 'does not ask about all resources together when the program has failed',
    form: 'directory',
    pack: 'violate-stack',
    program: 'throw',
    exit: 1,
    hides: ['whole-stack'],
  },
  {
    title: 'takes a level from the configuration',
    form: 'directory',
    pack: 'violate',
    config: '{"root-stack": "advisory"}',
    exit: 0,
    shows: ['- [advisory] [severity: high]  root-stack', 'Minimum is 90%.'],
  },
  {
    title: 'passes a pack whose policies are all disabled',
    form: 'directory',
    pack: 'violate',
    config: '{"all": "disabled"}',
    exit: 0,
    shows: ['    ✅ fixture-pack@v0.0.1'],
  },
  {
    title: 'hands properties over, those the schema does not know among them',
    form: 'directory',
    pack: 'violate',
    config: '{"root-stack": {"minimum": "50%", "minimun": 1}}',
    exit: 1,
    shows: ['Minimum is 50%.'],
  },
  {
    title: 'refuses configuration of the wrong type before the program runs',
    form: 'directory',
    config: '{"root-stack": {"minimum": 50, "retries": -1}}',
    exit: 1,
    shows: [
      '    error: validating policy config: fixture-pack 0.0.1  root-stack: minimum: Invalid type. Expected: string, given: integer\n',
      '    error: validating policy config: fixture-pack 0.0.1  root-stack: retries: Must be greater than or equal to 0\n',
    ],
    hides: ['Policies:', 'create'],
    errors: 'error: validating policy config\n',
  },
  {
    title: 'ignores a misspelt policy name that has a level',
    form: 'directory',
    config: '{"misspelt": "advisory"}',
    exit: 0,
    shows: ['✅'],
  },
  {
    title: 'refuses a misspelt policy name that has none',
    form: 'directory',
    config: '{"misspelt": {"minimum": "1"}}',
    exit: 1,
    errors: /^error: configuring policy pack "fixture-pack" at ".*": invalid enforcement level ""\n$/,
  },
  {
    title: 'refuses a configuration file that is not JSON',
    form: 'directory',
    config: '{nope',
    exit: 1,
    errors: /^error: .*JSON/,
  },
  {
    title: 'stops the preview at the resource whose handler throws',
    pack: 'throw',
    exit: 1,
    shows: [
      "    error: failed to run policy: Error validating resource with policy 'root-stack' from policy pack 'fixture-pack@v0.0.1':\n    the handler threw\n",
      'Resources:\n    1 errored\n',
    ],
    hides: ['preview failed', 'create'],
  },
  {
    title: 'stops the preview when the pack ends in the middle of a call',
    pack: 'exit-in-call',
    exit: 1,
    shows: [
      '    error: failed to run policy: error reading from server: EOF\n',
      'Resources:\n    1 errored\n',
    ],
  },
  {
    title: 'does not start a directory that prints something before its port',
    pack: 'print-junk-first',
    form: 'directory',
    exit: 1,
    hides: ['Policies:'],
    errors: 'error: policy pack not started: could not read policy pack port: expected integer\n',
  },
  {
    title: 'does not start an executable that prints something before its port',
    pack: 'print-junk-first',
    form: 'executable',
    exit: 1,
    errors:
      /wrote an invalid port to stdout: could not parse port: strconv\.Atoi: parsing "Loading the pack": /,
  },
  {
    title: 'does not start a directory whose process ends',
    pack: 'exit-at-start',
    form: 'directory',
    exit: 1,
    errors:
      'error: policy pack not started: could not read policy pack port: io: read/write on closed pipe\n',
  },
  {
    title: 'does not start an executable that ends',
    pack: 'exit-at-start',
    form: 'executable',
    exit: 1,
    errors:
      /^error: policy pack ".*executable" failed to start: could not read plugin \[.*executable\]: exit status 7\n$/,
  },
  {
    title: 'shows why a pack could not be loaded',
    pack: 'throw-at-load',
    exit: 1,
    shows: ['Diagnostics:\n  pulumi:pulumi:Stack (lab-dev):\n', 'Error: the pack cannot be loaded'],
  },
  {
    title: 'shows what a pack writes to stderr',
    pack: 'write-to-stderr',
    exit: 0,
    shows: ['Diagnostics:\n  pulumi:pulumi:Stack (lab-dev):\n    a line on stderr\n'],
  },
  {
    title: 'shows what a pack writes to stdout behind its port',
    form: 'directory',
    pack: 'write-to-stdout',
    exit: 0,
    shows: ['Diagnostics:\n  pulumi:pulumi:Stack (lab-dev):\n    a line on stdout\n'],
  },
  {
    title: 'tells a directory the stack and its configuration before it is loaded',
    pack: 'say-environment',
    form: 'directory',
    words: ['--stack', 'test'],
    exit: 1,
    shows: ['Previewing update (test):', '          lab/test greets hello\n'],
  },
  {
    title: 'tells an executable nothing of the stack by its environment',
    pack: 'say-environment',
    form: 'executable',
    words: ['--config', 'greeting=hello'],
    exit: 1,
    shows: ['          project/stack greets nobody\n'],
  },
  {
    title: 'puts values of the command line over those of the file',
    pack: 'say-environment',
    form: 'directory',
    words: ['--stack=organization/lab/test', '--config', 'greeting=good morning'],
    exit: 1,
    shows: ['lab/test greets good morning\n'],
  },
  {
    title: 'says that it cannot do what a policy changes in a resource',
    pack: 'remediate',
    form: 'directory',
    exit: 1,
    shows: [
      'failed to run remediation: the embedded engine does not support remediation; use the Pulumi CLI\n',
    ],
  },
  {
    title: 'takes a custom resource and its default provider through the pack',
    pack: 'violate-providers',
    program: 'use-custom',
    form: 'directory',
    exit: 0,
    shows: [
      '        - [advisory]  no-bad-components  (pulumi:providers:pulumi: default)\n',
      '    + 3 to create\n',
    ],
  },
  {
    title: 'fails with a program that throws, and keeps the violation before it',
    pack: 'violate',
    program: 'throw',
    form: 'directory',
    exit: 1,
    shows: [hit, 'failed with an unhandled exception:\n    Error: the program threw\n'],
    hides: ['preview failed', 'Outputs:'],
  },
  {
    title: 'fails with a program that exits by itself',
    program: 'exit',
    form: 'directory',
    exit: 1,
    shows: ['    error: an unhandled error occurred: Program exited with non-zero exit code: 3\n'],
  },
  {
    title: 'fails with a program that registers one name twice',
    program: 'name-twice',
    form: 'directory',
    exit: 1,
    shows: [
      "  fixture:index:Component (c0):\n    error: Duplicate resource URN 'urn:pulumi:dev::lab::fixture:index:Component::c0'; try giving it a unique name\n",
    ],
  },
  {
    title: 'says what it cannot do to a program that reads another stack',
    program: 'read-stack',
    form: 'directory',
    exit: 1,
    shows: ['the embedded engine does not support reading existing resources, a StackReference among them'],
  },
  {
    title: 'shows what the program prints and logs',
    program: 'log',
    form: 'directory',
    exit: 0,
    shows: [
      '    a word of the program\n',
      '  fixture:index:Component (c0):\n    warning: a warning of the program\n',
    ],
  },
  {
    title: 'shows outputs as the CLI does, without secrets',
    program: 'export-much',
    form: 'directory',
    exit: 0,
    shows: [
      '    counts  : {\n        complete  : false\n        none      : <null>\n        population: 23123\n',
      '        tenants   : [\n            [0]: "a"\n            [1]: "b"\n        ]\n    }\n',
      '    empty   : {\n        list: []\n        map : {}\n    }\n',
      '    lines   : "one\\ntwo"\n    secret  : [secret]\n',
    ],
  },
  {
    title: 'takes 200 components through the pack',
    pack: 'violate',
    components: 200,
    form: 'executable',
    exit: 1,
    shows: [hit, ' +  fixture:index:Component c199 create \n'],
  },
]
