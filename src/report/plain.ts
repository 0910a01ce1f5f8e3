/**
 * User text for formats that cannot hold control characters: all but tab and line feed become U+FFFD, and so do halves
 * of surrogate pairs and the two that XML forbids.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .replace(/(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu, '\uFFFD')
}

/** The same on one line. */
export function oneLine(text: string): string {
  return printable(text)
    .replace(/[\s\u0085\u2028\u2029]+/gu, ' ')
    .trim()
}

/**
 * The same for a line of a job's log: Azure Pipelines and GitHub obey `##vso[` and `##[` anywhere in a line, so that the
 * text of a waiver could set a variable of the pipeline.
 */
export function logLine(text: string): string {
  return oneLine(text).replace(/#(?=#(vso)?\[)/gi, '# ')
}
