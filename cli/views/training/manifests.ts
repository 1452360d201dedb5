import { join } from 'node:path';
import pc from 'picocolors';
import { type ManifestFiles } from '../../training/manifest-files';
import { counted } from '../counted';

export const manifestsJson = (made: ManifestFiles): string => `${JSON.stringify(made, null, 2)}\n`;

/** What `kubectl apply` takes: the queues. A sample job would start training. */
export const manifestsText = ({ files }: ManifestFiles): string => files[0]!.text;

/** Which files were written, and what to do with them. */
export function writtenManifestsText({ files, versions }: ManifestFiles, folder: string): string {
  const [queues, ...samples] = files.map(({ path }) => join(folder, path));
  return [
    `${counted(files.length, 'file')} for Kueue ${versions.kueue} and JobSet ${versions.jobSet}`,
    ...[queues!, ...samples].map((path) => `  ${pc.green('written')}  ${path}`),
    '',
    `kubectl apply --server-side -f ${queues}`,
    ...samples.map((path) => `kubectl create -f ${path}`),
    '',
  ].join('\n');
}
