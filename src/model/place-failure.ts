/** Why numbers that several runs share could not be had. */
export type PlaceFailure =
  | { readonly code: 'place-unusable'; readonly place: string; readonly problem: string }
  /** Who must not take what is unsigned, and cannot sign, keeps nothing that others like him would take. */
  | { readonly code: 'nothing-signed'; readonly place: string; readonly keyFile: string }
  | {
      /** Another run has just been refused, and its reason holds for this one. */
      readonly code: 'refused-elsewhere'
      readonly place: string
      readonly secondsAgo: number
      readonly what: string
      readonly todo: string
    }
