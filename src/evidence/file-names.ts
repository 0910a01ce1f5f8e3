/** The files of a bundle, in the order in which they stand in it. */
export const fileNames = [
  'README.txt',
  'manifest.json',
  'manifest.jws',
  'assessment.json',
  'snapshot.json',
  'rules.json',
  'context.json',
  'controls.json',
] as const

export type FileName = (typeof fileNames)[number]

/** Those without which there is no bundle. */
export const requiredFiles = fileNames.filter((name) => name !== 'manifest.jws' && name !== 'snapshot.json')

export function isFileName(name: string): name is FileName {
  return (fileNames as readonly string[]).includes(name)
}
