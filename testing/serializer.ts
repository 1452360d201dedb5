import { Template } from './template';

/**
 * Writes a Template into a snapshot as its normalized JSON: `expect.addSnapshotSerializer(templateSerializer)`, then
 * `expect(Template.fromStack(stack)).toMatchSnapshot()`.
 */
export const templateSerializer = {
  test: (value: unknown): value is Template => value instanceof Template,
  serialize: (value: Template): string => JSON.stringify(value.normalized(), null, 2),
};
