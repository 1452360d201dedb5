const LONGEST = 60;

/** A value on one line of a terminal; long lists and objects are cut: they are whole in the JSON answers. */
export function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}
