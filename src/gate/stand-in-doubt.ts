import type { Settings } from '../config/settings.ts'
import type { SavedReading } from '../model/saved-reading.ts'
import type { Undetermined } from '../model/undetermined.ts'
import { Deadline } from '../wire/deadline.ts'

/** Whoever deploys to a real tenant must not pass by the numbers of a stand-in, so that has to be there itself. */
export async function standInDoubt(
  { file }: Pick<SavedReading, 'file'>,
  { simulatedTenant, simulatedKey, time }: Settings,
): Promise<Undetermined | undefined> {
  if (simulatedTenant === undefined) return { code: 'snapshot-simulated', file, standIn: 'none' }
  const { answersChallenge } = await import('../identity/challenge-stand-in.ts')
  const deadline = new Deadline(time.deadlineMs)
  try {
    const answered = await answersChallenge(simulatedTenant, simulatedKey, deadline)
    return answered ? undefined : { code: 'snapshot-simulated', file, standIn: 'silent' }
  } finally {
    deadline.release()
  }
}
