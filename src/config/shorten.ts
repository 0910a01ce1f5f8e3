/** As messages repeat what somebody wrote: an input of a megabyte is no sentence. */
export function shorten(text: string, most = 60): string {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text
}
