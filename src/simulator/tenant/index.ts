/**
 * The embedded tenant: a stand-in for Microsoft's login and Microsoft Graph, over TLS on loopback. It serves the demo,
 * the tests and `mfa-gate simulate`; it never stands between the gate and a real tenant.
 */
export { startTenant, startTenants, type Tenant, type TenantOptions, type Tenants } from './start.ts'
export type { Directory, TenantSpec } from './directory.ts'
export { type TenantsFile, writeTenantsFile } from './tenants-file.ts'
export type { WaysIn } from './ways-in.ts'
export type { RequestRecord } from './request-log.ts'
export { faultPlaces, type FaultKind } from './faults/kinds.ts'
export { loadScenario } from './scenario/load.ts'
export { addFaultsToAll, loadTenantSpecs, tenantSpecs, type TenantSpecs } from './scenario/many.ts'
export { addFaults, scenarioFromOptions, type ScenarioOptions } from './scenario/options.ts'
export { scenarioSchema, type FaultSpec, type Scenario } from './scenario/schema.ts'
export type { Quota } from './scenario/users-schema.ts'
export { ScenarioError } from './scenario/scenario-error.ts'
