import assert from 'node:assert/strict'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import {
  circle,
  empty,
  everybody,
  excluding,
  gone,
  hidden,
  nested,
  of,
  rules,
  run,
  scenario,
  team,
  unknown,
} from './groups-tenant.ts'

interface Row {
  readonly title: string
  readonly scenario?: Parameters<typeof scenario>[0]
  readonly rules: string
  readonly args?: readonly string[]
  readonly says: readonly string[]
  readonly exitCode: 0 | 1 | 2 | 3
  /** Of the per-user report, and of the directory. */
  readonly requests?: readonly [number, number]
}

const rows: readonly Row[] = [
  {
    title: 'judge its users, and tell who of them is in no row',
    rules: rules(of(team)),
    says: [
      `✓ team [mandatory, high] At or above the minimum: 3 of 4 users of the group ${team} (75.00 %) are registered for MFA, 75 % required.`,
      `2 further users of the group ${team} are not in the report (disabled, new or unlicensed), so they count neither for nor against.`,
      'userRegistrationDetails, because the rules ask for segments;',
      `Directory: the users of the group ${team}: 1 request, 1 page, 6 users.`,
    ],
    exitCode: 0,
    requests: [3, 1],
  },
  {
    title: 'find the user who is missing',
    rules: rules(of(team, 'minimum: 76%')),
    says: ['Below the minimum: 3 of 4 users of the group', `1 more user of the group ${team} must register.`],
    exitCode: 1,
  },
  {
    title: 'know the users of groups in it, each once, also in a circle',
    rules: rules(of(nested, 'minimum: 66%'), of(circle, 'minimum: 66%', 'circle')),
    says: [
      `4 of 6 users of the group ${nested} (66.66 %)`,
      `✓ circle [mandatory, high] At or above the minimum: 4 of 6 users of the group ${circle} (66.66 %)`,
      `the users of the group ${nested}: 1 request, 1 page, 8 users; the users of the group ${circle}: 1 request, 1 page, 8 users.`,
    ],
    exitCode: 0,
    requests: [3, 2],
  },
  {
    title: 'take an id in capitals for the same group, and ask for it once',
    rules: rules(of(team), of(team?.toUpperCase(), 'minimum: 70%', 'again')),
    says: [`the group ${team} (75.00 %)`, `✓ again`, `the group ${team} (75.00 %)`],
    exitCode: 0,
    requests: [3, 1],
  },
  {
    title: 'turn pages, at a pace that is not the one of the reports',
    rules: rules(of(everybody, 'minimum: 95%')),
    says: ['2,390 of 2,500 users of the group', '3 requests, 3 pages, 2,500 users.'],
    exitCode: 0,
    requests: [3, 3],
  },
  {
    title: 'are judged beside other segments in one walk',
    rules: rules(
      of(team),
      '{id: admins, measure: mfaRegistered, segment: admins, minimum: 100%}',
      of(team, 'minimum: 50%, enforcement: advisory', 'phish').replace('mfaRegistered', 'phishingResistant'),
    ),
    says: [
      '✓ team',
      '2 of 2 admins',
      '! phish [advisory, high] Below the minimum: 0 of 4 users of the group',
    ],
    exitCode: 0,
    requests: [3, 1],
  },
  {
    title: 'are not taken for an empty segment where none of them is in the report',
    rules: rules(of(gone, 'minimum: 75%, onEmpty: pass')),
    says: [`Could not determine: none of the 3 users of the group ${gone} is in the report`],
    exitCode: 3,
  },
  {
    title: 'are what the rule says where nobody is in the group',
    rules: rules(of(empty, 'minimum: 75%, onEmpty: pass')),
    says: [`the tenant has no users of the group ${empty}, which this rule counts as a pass (onEmpty).`],
    exitCode: 0,
  },
  {
    title: 'are undetermined where nobody is in the group and the rule says nothing',
    rules: rules(of(empty)),
    says: [`Could not determine: the tenant has no users of the group ${empty}`],
    exitCode: 3,
  },
  {
    title: 'are undetermined where the membership is hidden, however empty it looks',
    rules: rules(of(hidden, 'minimum: 75%, onEmpty: pass')),
    says: [
      `Could not determine: the members of the group ${hidden} are hidden, so the list came back empty.`,
      'grant the app the application permission Member.Read.Hidden',
    ],
    exitCode: 3,
  },
  {
    title: 'are judged where the app may see the hidden membership',
    scenario: { permissions: 'AuditLog.Read.All, GroupMember.Read.All, Member.Read.Hidden' },
    rules: rules(of(hidden, 'minimum: 75%, onEmpty: pass')),
    says: ['1 of 1 users of the group'],
    exitCode: 0,
  },
  {
    title: 'leave their own rule undetermined where the group is not there, and judge the others',
    rules: rules(of(unknown), '{id: members, measure: mfaRegistered, segment: members, minimum: 95%}'),
    says: [
      `✗ team [mandatory, high] Could not determine: the tenant has no group ${unknown} (404, Request_ResourceNotFound).`,
      'To do: correct the id in the rules document: it is the Object ID',
      '✓ members [mandatory, high] At or above the minimum: 2,370 of 2,400 members',
    ],
    exitCode: 3,
    requests: [3, 1],
  },
  {
    title: 'say which permission is missing, and judge the others',
    scenario: { permissions: 'AuditLog.Read.All' },
    rules: rules(of(team), '{id: members, measure: mfaRegistered, segment: members, minimum: 95%}'),
    says: [
      `✗ team [mandatory, high] Could not determine: the app may not read the users of the group ${team} (Authorization_RequestDenied).`,
      'To do: grant it the application permission GroupMember.Read.All of Microsoft Graph, with admin consent.',
      'Graph request id: ',
      '✓ members',
    ],
    exitCode: 3,
  },
  {
    title: 'cost no walk where none of them could be read',
    scenario: { permissions: 'AuditLog.Read.All' },
    rules: rules(of(team), of(unknown, 'minimum: 10%', 'other')),
    says: ['✗ team', 'may not read the users of the group', '✗ other', 'may not read the users of the group'],
    exitCode: 3,
    requests: [0, 2],
  },
  {
    title: 'are not told by a report that knows no users',
    rules: `source: registrationCounts\n${rules(of(team))}`,
    says: [
      `Could not determine: registrationCounts does not have mfaRegistered of group:${team}`,
      'write source: registrationDetails, or auto',
    ],
    exitCode: 3,
    requests: [0, 0],
  },
  {
    title: 'count those who are in no row for and against where completeness asks for it',
    scenario: { more: 'enabledAccounts: 2501' },
    rules: `completeness: usersCount\n${rules(of(team, 'minimum: 60%'), of(team, 'minimum: 70%', 'between'), of(team, 'minimum: 90%', 'above'))}`,
    says: [
      '✓ team [mandatory, high] At or above the minimum: 3 of 5 users of the group',
      'with all of them it is 4 of 5 (80.00 %)',
      '✗ between [mandatory, high] Could not determine: 3 to 4 of 5 users of the group',
      '✗ above [mandatory, high] Below the minimum: 3 of 5 users of the group',
    ],
    exitCode: 1,
  },
  {
    title: 'have at most as many missing as are in no row',
    scenario: { more: 'enabledAccounts: 2520' },
    rules: `completeness: usersCount\n${rules(of(team, 'minimum: 50%'), of(nested, 'minimum: 90%', 'nested'))}`,
    says: [
      '✓ team [mandatory, high] At or above the minimum: 3 of 6 users',
      '✗ nested [mandatory, high] Below the minimum: 4 of 8',
    ],
    exitCode: 1,
  },
  {
    title: 'stand under minPopulation like others',
    rules: rules(of(team, 'minimum: 75%, minPopulation: 5')),
    says: [`Could not determine: the tenant has 4 users of the group ${team}, fewer than the 5`],
    exitCode: 3,
  },
  {
    title: 'can be left out of every count',
    rules: excluding(nested),
    says: [
      '2,386 of 2,494 users',
      'With nobody excluded: 2,390 of 2,500 users (95.60 %).',
      'Excluded: 6 by group (robots).',
      '20 of 100 guests',
      'Excluded: 0 by group (robots).',
      'userRegistrationDetails, because accounts are excluded;',
      `Directory: the users of the group ${nested}: 1 request, 1 page, 8 users.`,
    ],
    exitCode: 0,
    requests: [3, 1],
  },
  {
    title: 'left out, stand under the ceiling',
    rules: excluding(nested, 'maxExcluded: 5,'),
    says: [
      'Could not determine: the exclusions leave out 6 of 2,500 users, and at most 5 are allowed (maxExcluded)',
    ],
    exitCode: 3,
  },
  {
    title: 'left out, stand under the ceiling of each segment',
    rules: `exclusions: {maxExcluded: 5%, accounts: [{kind: group, group: ${nested}, reason: robots}]}\n${rules(of(team), '{id: everybody, measure: mfaRegistered, minimum: 50%}')}`,
    says: [
      `Could not determine: the exclusions leave out 4 of 4 users of the group ${team}, and at most 5 % are allowed`,
      '✓ everybody',
    ],
    exitCode: 3,
  },
  {
    title: 'left out to the last leave nobody to judge',
    rules: `exclusions: {accounts: [{kind: group, group: ${nested}, reason: robots}]}\n${rules(of(team, 'minimum: 75%, onEmpty: pass'))}`,
    says: [`Could not determine: the exclusions leave out all 4 users of the group ${team}`],
    exitCode: 3,
  },
  {
    title: 'left out, are told by their line where nobody is in the group',
    rules: excluding(empty),
    says: [
      '2,390 of 2,500 users',
      'Excluded nobody: 1 entry that matches nobody: mfa-rules.yaml:1 (robots).',
    ],
    exitCode: 0,
  },
  {
    title: 'left out with requireMatch, leave nothing judged where nobody is in the group',
    rules: excluding(empty).replace('reason:', 'requireMatch: true, reason:'),
    says: [
      'Could not determine: an exclusion with requireMatch has 1 entry that matches nobody: mfa-rules.yaml:1',
    ],
    exitCode: 3,
  },
  {
    title: 'to be left out leave nothing judged where the group is not there',
    rules: excluding(unknown),
    says: [
      `✗ everybody [mandatory, high] Could not determine: the tenant has no group ${unknown}`,
      `✗ guests [mandatory, high] Could not determine: the tenant has no group ${unknown}`,
    ],
    exitCode: 3,
    requests: [0, 1],
  },
  {
    title: 'to be left out leave nothing judged without the permission',
    scenario: { permissions: 'AuditLog.Read.All' },
    rules: excluding(team),
    says: ['Could not determine: the app may not read the users of the group', 'GroupMember.Read.All'],
    exitCode: 3,
    requests: [0, 1],
  },
  {
    title: 'are asked for once where they are a segment and left out of another',
    rules: `exclusions: {accounts: [{kind: users, users: [u0@contoso.com], reason: robots}, {kind: group, group: ${circle}, reason: more}]}\n${rules(of(circle), of(nested, 'minimum: 50%', 'again'))}`,
    says: ['Could not determine: the exclusions leave out all 6 users'],
    exitCode: 3,
    requests: [3, 2],
  },
  {
    title: 'are asked for with admins by filter too',
    rules: `adminsByFilter: true\nexclusions: {accounts: [{kind: group, group: ${team}, reason: robots}]}\n${rules('{id: admins, measure: mfaRegistered, segment: admins, minimum: 100%}')}`,
    says: ['2 of 2 admins', 'Only admins were read, by a filter', 'Directory: the users of the group'],
    exitCode: 0,
    requests: [1, 1],
  },
  {
    title: 'are refused in a document by what is no id',
    rules: rules(of('engineering')),
    says: ['/rules/0/segment/group): group "engineering" is not allowed: Object id of a group'],
    exitCode: 2,
  },
  {
    title: 'are refused in a document under another key',
    rules: rules(of(team).replace('group:', 'groups:')),
    says: ['unknown key "groups"; did you mean "group"?'],
    exitCode: 2,
  },
  {
    title: 'leave a misspelt segment the suggestion that it had',
    rules: rules('{id: one, measure: mfaRegistered, segment: member, minimum: 1%}'),
    says: ['segment "member" is unknown; did you mean "members"?'],
    exitCode: 2,
  },
  {
    title: 'need their id in an exclusion',
    rules:
      'exclusions: {accounts: [{kind: group, reason: robots}]}\nrules: [{id: one, measure: mfaRegistered, minimum: 1%}]',
    says: ['an exclusion of kind group needs "group"; add it'],
    exitCode: 2,
  },
]

const requestsOf = ({ requests }: Tenant): readonly [number, number] => [
  requests.filter(({ path }) => path.endsWith('/userRegistrationDetails')).length,
  requests.filter(({ path }) => path.includes('/groups/')).length,
]

describe('Users of a group', () => {
  for (const { title, scenario: played, rules: document, args, says, exitCode, requests } of rows) {
    it(title, async () => {
      await using tenant = await startTenant(loadScenario(scenario(played)))
      const ran = await run(tenant, document, args)
      const output = ran.stdout + ran.stderr
      let from = 0
      for (const piece of says) {
        const at = output.indexOf(piece, from)
        assert.notEqual(at, -1, `${piece}\nis missing after ${from} in\n${output}`)
        from = at
      }
      assert.equal(ran.exitCode, exitCode)
      assert.doesNotMatch(output, /u\d@contoso/)
      if (requests !== undefined) assert.deepEqual(requestsOf(tenant), requests)
    })
  }
})
