import { assess, type Assessment } from '../../../stacks/assessment/assess';
import { Estate, type Repository } from '../../../stacks/assessment/estate';
import { partsOfStacks } from '../../../stacks/assessment/from-stacks';
import { type JsonObject } from '../../../stacks/level-move/terraform-stack';

/** Text by path. */
export type Files = Readonly<Record<string, string>>;

export const repositoryOf = (files: Files): Repository => ({
  file: (path) => files[path],
  filesIn: (folder) => Object.keys(files).filter((path) => path.startsWith(`${folder}/`)),
});

/** A stack, assessed; without files, those of its builds are out of reach. */
export const assessed = (json: JsonObject, files?: Files): Assessment =>
  assess(
    new Estate({
      ...partsOfStacks([{ name: 'main', json, fileOf: () => undefined }]),
      ...(files && { repository: repositoryOf(files) }),
    }),
  );

export const itemsOf = ({ levels }: Assessment) => levels.flatMap(({ items }) => items);

/** Ids of the items of a status. */
export const idsOf = (assessment: Assessment, wanted: string): string[] =>
  itemsOf(assessment)
    .filter(({ status }) => status === wanted)
    .map(({ id }) => id);
