/** What the relay tells, by the attributes of its messages, as substitutions of the trigger that waits for it. */
const NAMES = { trigger: '_RELAY_TRIGGER', ref: '_RELAY_REF', commit: '_RELAY_COMMIT' } as const;

export const relaySubstitutions: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(NAMES).map(([attribute, name]) => [name, `$(body.message.attributes.${attribute})`]),
);

/** Who is meant: all triggers that wait for an approval hear of every event. */
export const relayFilter = (key: string): string => `${NAMES.trigger} == "${key}"`;

/** The commit that is meant, as builds read it. */
export const relayedCommit = `$${NAMES.commit}`;

/** What stands for Cloud Build's own substitutions, which are empty without an event of a repository. */
export const relayedBuiltIns = (kind: 'tag' | 'branch'): Record<string, string> => ({
  COMMIT_SHA: relayedCommit,
  REVISION_ID: relayedCommit,
  SHORT_SHA: `\${${NAMES.commit}:0:7}`,
  REF_NAME: `$${NAMES.ref}`,
  [kind === 'tag' ? 'TAG_NAME' : 'BRANCH_NAME']: `$${NAMES.ref}`,
});
