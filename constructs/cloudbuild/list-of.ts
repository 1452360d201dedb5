/** Google says nothing of an empty list, and the provider would take that for a change. */
export const listOf = <T>(list: readonly T[] | undefined): T[] | undefined =>
  list === undefined || list.length === 0 ? undefined : [...list];
