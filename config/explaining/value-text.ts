/** A value on one line, as one writes it in YAML, for error messages and the reference page. */
const MAX_LENGTH = 60;

/** Cut to `maxLength` characters; `null` reads `nothing`, as it is what an empty value gives. */
export function valueText(value: unknown, maxLength = MAX_LENGTH): string {
  const text = value === null || value === undefined ? 'nothing' : flowText(value);
  return text.length <= maxLength ? text : `${[...text].slice(0, maxLength - 3).join('')}...`;
}

function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${key}: ${flowText(item)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? '.nan' : `${value < 0 ? '-' : ''}.inf`;
  return JSON.stringify(value) ?? String(value);
}
