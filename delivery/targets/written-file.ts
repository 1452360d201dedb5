import { stringify } from 'yaml';
import { type Build, buildYaml } from '../build';

/** A file that the command writes. */
export interface WrittenFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** First line of each of them: a file without it is somebody's own, and is left alone. */
export const WRITTEN = '# Written by mlops delivery write';

/** Says it in the file, and what to change instead. */
export const HEAD = `${WRITTEN}: change the configuration or delivery/, and write it again.`;

/** YAML with the head line. Long scripts stay as they are; no anchors, so that each part reads by itself. */
export function writtenYaml(content: object, head: readonly string[] = []): string {
  const comments = [HEAD, ...head.map((line) => `# ${line}`)].join('\n');
  const yaml = stringify(content, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    blockQuote: 'literal',
    singleQuote: true,
  });
  return `${comments}\n${yaml}`;
}

/** A build as a file of the repository. */
export const writtenBuild = (path: string, build: Build, title: string): WrittenFile => ({
  path,
  text: buildYaml(build, [HEAD.slice(2), title]),
});
