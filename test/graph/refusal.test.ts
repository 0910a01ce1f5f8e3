import assert from 'node:assert/strict'
import { refusalReason } from '../../src/graph/refusal.ts'
import { reasonWords } from '../../src/report/undetermined-sentence.ts'

/** The refusals that users have met: facts on Microsoft Graph, errors in the wild. Messages differ; codes count. */
const refusals = [
  {
    status: 403,
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    failure: 'licence-missing',
    todo: /P1 or P2/,
  },
  {
    status: 403,
    code: 'Authentication_ApplicationHasNoDirectoryReadAccess',
    failure: 'directory-read-missing',
    todo: /Directory\.Read\.All.*admin consent/,
  },
  {
    status: 403,
    code: 'Authentication_MSGraphPermissionMissing',
    failure: 'permission-missing',
    todo: /Reports\.Read\.All.*admin consent/,
  },
  {
    status: 403,
    code: 'Authorization_RequestDenied',
    failure: 'permission-missing',
    todo: /Reports\.Read\.All/,
  },
  {
    status: 403,
    code: 'Authentication_ApplicationHasNoReadAuditLogDataAccess',
    failure: 'permission-missing',
    todo: /AuditLog\.Read\.All/,
  },
  {
    status: 403,
    code: 'Authentication_RequestFromUnsupportedUserRole',
    failure: 'role-missing',
    todo: /Reports Reader/,
  },
  { status: 403, code: 'insufficient_claims', failure: 'claims-challenge', todo: /exclude/ },
  { status: 403, code: 'UnknownError', claimsChallenge: true, failure: 'claims-challenge', todo: /exclude/ },
  { status: 400, code: 'BadRequest', failure: 'report-absent', todo: /cloud/ },
  { status: 401, code: 'InvalidAuthenticationToken', failure: 'token-rejected', todo: /cloud.*clock/ },
  {
    status: 401,
    code: 'TokenCreatedWithOutdatedPolicies',
    failure: 'token-rejected',
    todo: /fresh one is needed.*az login/,
  },
  { status: 404, code: 'ResourceNotFound', failure: 'report-absent', todo: /cloud/ },
  { status: 410, code: 'Gone', failure: 'report-absent', todo: /cloud/ },
  { status: 302, code: '', failure: 'redirected', todo: /proxy/ },
  { status: 403, code: 'SomethingNew', failure: 'graph-refused', todo: /request id/ },
]

describe('A report that is not there', () => {
  const reports = [
    ['https://graph.microsoft.com/beta/reports/getCredentialUserRegistrationCount', /public cloud only/],
    [
      'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails',
      /exists in every cloud/,
    ],
    [
      "https://graph.microsoft.com/v1.0/reports/authenticationMethods/usersRegisteredByFeature(includedUserTypes='all',includedUserRoles='all')",
      /exists in every cloud/,
    ],
  ] as const
  for (const [endpoint, todo] of reports) {
    const name = /\w+(?=$|\()/.exec(endpoint.replace(/.*\//, ''))?.[0] ?? ''
    it(`is told by its own name: ${name}`, () => {
      const answer = { endpoint, status: 404, contentType: undefined, requestId: 'r', text: '', sha256: '' }
      const messages = reasonWords(refusalReason(answer, { permission: 'any' }))
      assert.match(messages.what, new RegExp(`the report ${name} does not exist here`))
      assert.match(messages.todo, todo)
    })
  }
})

describe('A refusal by Microsoft Graph', () => {
  for (const { status, code, claimsChallenge = false, failure, todo } of refusals) {
    const challenge = claimsChallenge ? ' with insufficient_claims in WWW-Authenticate' : ''
    it(`${status} ${code}${challenge} is ${failure}, whatever its message says`, () => {
      for (const message of [
        '',
        'Application missing MSGraph API permission',
        'doesn’t have premium license',
      ]) {
        const answer = {
          endpoint: 'https://graph.microsoft.com/beta/x',
          status,
          contentType: 'application/json',
          requestId: 'r',
          claimsChallenge,
          text: JSON.stringify({ error: { code, message } }),
          sha256: '',
        }
        const reason = refusalReason(answer, { permission: 'Reports.Read.All' })
        assert.equal(reason.code, failure)
        assert.match(reasonWords(reason).todo, todo)
      }
    })
  }
})
