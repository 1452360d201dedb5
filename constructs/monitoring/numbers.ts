/** A share as people read it: 0.07 is `7 %`, not `7.000000000000001 %`. */
export const percent = (share: number): string => `${rounded(share * 100)} %`;

/** Without the last digits that binary fractions leave behind. */
export const rounded = (value: number): number => Number(value.toFixed(6));
