import assert from 'node:assert/strict'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { openWorkbench, packPaths, previewOf, type Workbench } from './preview.ts'

/** Rows as reports have them: null in place of a list, an enumeration that is empty, values that are new or renamed. */
const tenant = `
population: 10
counts: {mfaRegistered: 8}
permissions: [AuditLog.Read.All]
users:
  accounts:
    - {userPrincipalName: a@contoso.com, registered: true, methods: [fido2, mobileSMS]}
    - {userPrincipalName: b@contoso.com, registered: true, methods: [passKeyDeviceBoundAuthenticator, appNotification]}
    - {userPrincipalName: c@contoso.com, registered: true, methods: [microsoftAuthenticatorPush, mobilePhone]}
    - {userPrincipalName: d@contoso.com, registered: true, methods: [passKeySynced]}
    - {userPrincipalName: e@contoso.com, registered: true, methods: [mobilePhone, email]}
    - {userPrincipalName: f@contoso.com, registered: true, methods: [brandNewMethod]}
    - {userPrincipalName: g@contoso.com, registered: true, methods: [x509Certificate]}
    - {userPrincipalName: h@contoso.com, methods: [windowsHelloForBusiness]}
    - {userPrincipalName: i@contoso.com, methods: null}
    - {userPrincipalName: j@contoso.com, registered: true, methods: []}`

/** Fault, if any, of the pages. */
const rows: readonly (readonly [title: string, rules: string, says: string | undefined, fault?: string])[] = [
  ['passes where nothing hangs on what is not known', 'minimum: 40%', undefined],
  [
    'refuses what hangs on it',
    'minimum: 50%',
    'Could not determine: 4 to 7 of 10 users are registered with a phishing-resistant method, and the answer depends on users about whom it is not known: brandNewMethod is not classified (1 user), x509Certificate is not classified (1 user), no list of methods that can be read (1 user).',
  ],
  [
    'refuses what is below the minimum whatever is not known',
    'minimum: 80%',
    'Below the minimum: 4 of 10 users (40.00 %) are surely and 7 (70.00 %) possibly registered with a phishing-resistant method, 80 % required.',
  ],
  ['passes by whole rows, with enumerations that are empty', 'minimum: 40%', undefined, 'whole-rows'],
  [
    'refuses rows all of whose values have new names',
    'minimum: 40%',
    'Could not determine: 0 to 9 of 10 users are registered with a phishing-resistant method',
    'renamed-methods',
  ],
  [
    'refuses rows without any list',
    'minimum: 10%',
    'no list of methods that can be read (10 users)',
    'null-methods',
  ],
]

describe('A preview by methods', () => {
  let bench: Workbench
  before(async function () {
    this.timeout(400_000)
    bench = await openWorkbench()
  })
  after(() => bench.remove())

  for (const [title, minimum, says, fault] of rows) {
    it(title, async function () {
      this.timeout(120_000)
      bench.write('rules.yaml', `rules: [{id: resistant, measure: phishingResistant, ${minimum}}]`)
      await using served = await startTenant(
        loadScenario(fault === undefined ? tenant : `${tenant}\nfaults: [{on: details, kind: ${fault}}]`),
      )
      const [pack = ''] = Object.values(packPaths)
      const { exitCode, stdout, stderr } = await bench.run(previewOf(pack), {
        ...served.environment,
        MFA_GATE_RULES: `${bench.directory}/rules.yaml`,
      })
      assert.equal(exitCode === 0, says === undefined, stdout + stderr)
      assert.ok((stdout + stderr).includes(says ?? '✅ entra-mfa-gate@v'), stdout + stderr)
    })
  }
})
