const SHOWN_TYPES = 4;

/** The kinds of resources that say most: grants, APIs and waits only when there is nothing else. */
export function typesText(all: readonly string[]): string {
  const types = [...new Set(all)];
  const telling = types.filter((type) => !/_iam_|project_service|^time_/.test(type));
  const names = (telling.length > 0 ? telling : types).map((type) => type.replace(/^google_/, ''));
  return names.length > SHOWN_TYPES ? `${names.slice(0, SHOWN_TYPES).join(', ')}, ...` : names.join(', ');
}
