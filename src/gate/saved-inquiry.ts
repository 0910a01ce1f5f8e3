import type { Settings } from '../config/settings.ts'
import type { Inquiry } from '../model/inquiry.ts'
import type { SavedInquiry } from '../model/saved-reading.ts'

/** What is asked of saved numbers. `expectedTenantId`: lower case; undefined: nobody says. */
export function savedInquiryOf(
  { questions, source, signIns, adminsByFilter, exclusions }: Inquiry,
  { cloud, simulatedTenant }: Pick<Settings, 'cloud' | 'simulatedTenant'>,
  expectedTenantId: string | undefined,
): SavedInquiry {
  return {
    ...{ questions, source, signIns, adminsByFilter, expectedTenantId },
    exclusionsSha256: exclusions?.sha256,
    graph: simulatedTenant ?? cloud.graph,
    cloud: cloud.title,
  }
}
