import { Ajv } from 'ajv'
import type { FromSchema } from 'json-schema-to-ts'
import { parse } from 'yaml'
import type { TenantSpec } from '../directory.ts'
import { addFaults, scenarioFromOptions } from './options.ts'
import { ScenarioError } from './scenario-error.ts'
import { plainError } from './plain-error.ts'
import { demanding, type Scenario } from './schema.ts'
import { validateScenario } from './validate.ts'

/** Many tenants behind one login: who they are, and the scenario that each plays. */
const manyTenantsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:tenant-scenarios:1',
  type: 'object',
  additionalProperties: false,
  required: ['tenants'],
  properties: {
    tenants: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['scenario'],
        properties: {
          name: { type: 'string', minLength: 1 },
          domain: { type: 'string', pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' },
          times: { description: 'So many tenants alike.', type: 'integer', minimum: 1, maximum: 2_000 },
          scenario: { type: 'object' },
        },
      },
    },
  },
} as const

export type TenantSpecs = readonly [TenantSpec, ...TenantSpec[]]

/** Reads a list of tenants from YAML or JSON text. @throws ScenarioError with one sentence per problem */
export function loadTenantSpecs(text: string): TenantSpecs {
  const given = parsed(text)
  const isMany = new Ajv({ ...demanding, allErrors: true }).compile<FromSchema<typeof manyTenantsSchema>>(
    manyTenantsSchema,
  )
  if (!isMany(given)) {
    const problems = isMany.errors ?? []
    throw new ScenarioError(problems.map((error) => `$${error.instancePath} ${plainError(error)}.`))
  }
  const specs = given.tenants.flatMap(({ times = 1, scenario, name = 'Tenant', domain }) => {
    const played = validateScenario(scenario)
    return Array.from({ length: times }, (_, index) => ({
      scenario: played,
      name: times === 1 ? name : `${name} ${index + 1}`,
      ...(domain !== undefined && { domain: times === 1 ? domain : `${index + 1}.${domain}` }),
    }))
  })
  return atLeastOne(specs)
}

/** So many tenants that play one scenario, or, without one, tenants of all sizes of which every fifth is below 95 %. */
export function tenantSpecs(tenants: number, scenario?: Scenario): TenantSpecs {
  const digits = String(tenants).length
  const specs = Array.from({ length: tenants }, (_, index) => ({
    name: `Tenant ${String(index + 1).padStart(digits, '0')}`,
    scenario: scenario ?? ofManySizes(index),
  }))
  return atLeastOne(specs)
}

/** The same tenants, in each of which this goes wrong too. @throws ScenarioError */
export function addFaultsToAll([first, ...others]: TenantSpecs, faults: readonly string[]): TenantSpecs {
  const faulty = (spec: TenantSpec): TenantSpec => ({ ...spec, scenario: addFaults(spec.scenario, faults) })
  return [faulty(first), ...others.map(faulty)]
}

function ofManySizes(index: number): Scenario {
  const population = 100 + ((index * 7_919) % 20_000)
  const percent = index % 5 === 4 ? 60 + (index % 30) : 95 + (index % 6)
  return scenarioFromOptions({ population, registered: Math.ceil((population * percent) / 100) })
}

function atLeastOne([first, ...others]: readonly TenantSpec[]): TenantSpecs {
  if (first === undefined) throw new ScenarioError(['There must be at least one tenant.'])
  return [first, ...others]
}

function parsed(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw new ScenarioError([`The list of tenants is not valid YAML or JSON: ${String(error)}`])
  }
}
