/**
 * What something is for, read from its physical name: `<product>-<environment>-<purpose>[-<key>]`, with the project before
 * it where names are unique in all of Google Cloud (constructs/core/naming). Product, environment and purpose hold no
 * hyphens, so the third part is the purpose. A name of another form stands for itself.
 */
export function purposeOf(name: string, projects: Iterable<string> = []): string {
  const project = [...projects].find((known) => name.startsWith(`${known}-`));
  const own = project === undefined ? name : name.slice(project.length + 1);
  return own.split(/[-_]/)[2] ?? name;
}
