/** Why numbers that several runs share could not be had. */
export type PlaceFailure =
  | { readonly code: 'place-unusable'; readonly place: string; readonly problem: string }
  | {
      /** Another run has just been refused, and its reason holds for this one. */
      readonly code: 'refused-elsewhere'
      readonly place: string
      readonly secondsAgo: number
      readonly what: string
      readonly todo: string
    }
