import { connectionFaults } from './connection-faults.ts'
import { detailsFaults } from './details-faults.ts'
import { directoryFaults } from './directory-faults.ts'
import { loginFaults } from './login-faults.ts'
import { proxyFaults } from './proxy-faults.ts'
import { reportFaults } from './report-faults.ts'
import { sharedFaults } from './shared-faults.ts'
import { signInFaults } from './sign-in-faults.ts'
import { summaryFaults } from './summary-faults.ts'

export type FaultKind = (typeof faultPlaces)[keyof typeof faultPlaces][number]

const loginFaultKinds = kindsOf(loginFaults)
const reportFaultKinds = kindsOf(reportFaults)
export const detailsFaultKinds = kindsOf(detailsFaults)
const summaryFaultKinds = kindsOf(summaryFaults)
const signInFaultKinds = kindsOf(signInFaults)
export const directoryFaultKinds = kindsOf(directoryFaults)
const connectionFaultKinds = kindsOf(connectionFaults)
const proxyFaultKinds = kindsOf(proxyFaults)
/** Faults of those who vouch for a workload: a pipeline's token service, a machine's metadata service. */
const issuerFaultKinds = kindsOf(sharedFaults)

/** Which faults can be asked for where. */
export const faultPlaces = {
  login: loginFaultKinds,
  issuer: issuerFaultKinds,
  report: reportFaultKinds,
  details: detailsFaultKinds,
  summary: summaryFaultKinds,
  signIns: signInFaultKinds,
  directory: directoryFaultKinds,
  connection: connectionFaultKinds,
  proxy: proxyFaultKinds,
} as const

function kindsOf<Table extends object>(table: Table): readonly (keyof Table & string)[] {
  return Object.keys(table) as (keyof Table & string)[]
}
