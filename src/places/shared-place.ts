/** Whether MFA_GATE_SNAPSHOT names a place that many runs share, rather than a file. */
export function isSharedPlace(text: string): boolean {
  return /^\s*(postgres(ql)?|https):\/\//i.test(text)
}
