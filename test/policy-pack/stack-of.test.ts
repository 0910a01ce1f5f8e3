import assert from 'node:assert/strict'
import { stackOf, type EngineStack } from '../../policy-pack/stack-of.ts'

const urn = 'urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev'
const tenant = (name: string) => ({ 'azure-native:tenantId': name })
const hosted = (project: string, stack: string, config: object) => ({
  PULUMI_NODEJS_ORGANIZATION: 'from-the-host',
  PULUMI_NODEJS_PROJECT: project,
  PULUMI_NODEJS_STACK: stack,
  PULUMI_CONFIG: JSON.stringify(config),
})
const messages = (config: EngineStack['config']): EngineStack => ({
  organization: 'told',
  tags: new Map(),
  config,
})

/** Who says what of the stack `dev` of the project `shop`. */
const rows: readonly [
  title: string,
  messages: EngineStack | undefined,
  environment: Record<string, string>,
  organization: string | undefined,
  config: object,
][] = [
  ['nobody', undefined, {}, undefined, {}],
  ['the engine', messages(tenant('a')), {}, 'told', tenant('a')],
  ['the engine and the host', messages(tenant('a')), hosted('shop', 'dev', tenant('b')), 'told', tenant('a')],
  ['the engine, nothing of tenants', messages({}), hosted('shop', 'dev', tenant('b')), 'told', {}],
  ['the host', undefined, hosted('shop', 'dev', tenant('b')), 'from-the-host', tenant('b')],
  [
    'an older host',
    undefined,
    hosted('shop', 'dev', { 'azuread:config:tenantId': 'b' }),
    'from-the-host',
    { 'azuread:tenantId': 'b' },
  ],
  ['the host of another stack', undefined, hosted('shop', 'prod', tenant('b')), undefined, {}],
  ['the host of another project', undefined, hosted('outer', 'dev', tenant('b')), undefined, {}],
  [
    'a variable alone',
    undefined,
    { PULUMI_CONFIG: '{"azure:tenantId":"b"}', PULUMI_NODEJS_ORGANIZATION: 'x' },
    undefined,
    {},
  ],
  [
    'the host, secrets too',
    undefined,
    hosted('shop', 'dev', { 'azuread:clientSecret': 's' }),
    'from-the-host',
    {},
  ],
]

describe('The stack of a deployment', () => {
  for (const [title, engine, environment, organization, config] of rows) {
    it(`is known as far as it was told by ${title}`, () => {
      const found = stackOf(urn, engine, environment, undefined)
      assert.deepEqual(found.config, config)
      assert.equal(found.stack.organization, organization)
      assert.deepEqual([found.stack.project, found.stack.stack], ['shop', 'dev'])
    })
  }
})
