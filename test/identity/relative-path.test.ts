import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { runCli } from '../support/run-cli.ts'
import { bareEnvironment, ids } from './support/gate.ts'
import { certificateFiles, openWorkbench, passphrase, type Workbench } from './support/workbench.ts'

describe('the path of a file to sign in with', () => {
  let bench: Workbench
  before(async () => (bench = await openWorkbench()))
  after(() => bench.close())

  const ways = {
    'a certificate': async () => ({
      ARM_CLIENT_CERTIFICATE_PATH: basename((await certificateFiles(bench)).pfx),
      ARM_CLIENT_CERTIFICATE_PASSWORD: passphrase,
    }),
    'an OIDC token': async () => {
      bench.write('token', await bench.tenant.waysIn.clusterToken())
      return { ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN_FILE_PATH: './token' }
    },
  }
  for (const [name, way] of Object.entries(ways)) {
    it(`counts from where the command works: ${name}`, async () => {
      const environment = { ...bareEnvironment(bench.tenant), ...ids(bench.tenant, 'ARM'), ...(await way()) }
      const { exitCode, stdout, stderr } = await runCli(['check'], environment, { cwd: bench.folder })
      assert.equal(exitCode, 0, stdout + stderr)
      const elsewhere = await runCli(['check'], environment, { cwd: '/' })
      assert.equal(elsewhere.exitCode, 3, elsewhere.stdout)
    })
  }
})
