/** The first words of what the gate answers, without what differs from run to run. */
export function firstWords(output: string): string {
  const line = [
    /(?:Could not determine|Below the minimum): .*/,
    /✓ .*|entra-mfa-gate: passed.*/,
    /(?:mfa-gate|error): .*/,
  ]
    .map((words) => words.exec(output)?.[0])
    .find((words) => words !== undefined)
  return (line ?? output.slice(0, 120))
    .replaceAll(/(?:localhost|127\.0\.0\.1):\d+/g, 'HOST')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'GUID')
    .replaceAll(/\b\d+ attempts?\b/g, 'N attempts')
    .replaceAll(/longer than [\d.]+ s/g, 'longer than it may')
    .trim()
}
