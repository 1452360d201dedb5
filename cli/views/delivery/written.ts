import pc from 'picocolors';
import { type DeliveryFiles } from '../../delivery/write';
import { counted } from '../counted';

/** Whether a file is not as it should be. */
export const isStale = ({ files }: DeliveryFiles): boolean => files.some(({ state }) => state !== 'same');

export const writtenJson = (written: DeliveryFiles): string => `${JSON.stringify(written, null, 2)}\n`;

const COLOURS = { new: pc.green, changed: pc.yellow, removed: pc.red };

/** Which files were written, or would be. */
export function writtenText(written: DeliveryFiles, options: { readonly check?: boolean }): string {
  const { files } = written;
  const lines = files.flatMap(({ path, state }) =>
    state === 'same' ? [] : [`  ${COLOURS[state](state.padEnd(7))}  ${path}`],
  );
  const same = files.length - lines.length;
  return [headline(written, options), ...lines, ...(same > 0 ? [pc.dim(`  ${same} same`)] : []), ''].join('\n');
}

function headline(written: DeliveryFiles, { check = false }: { readonly check?: boolean }): string {
  const { product, builder, host, files } = written;
  const what = `${pc.bold(product)}, built by ${builder} from ${host}: ${counted(files.length, 'file')}`;
  if (!check) return what;
  return isStale(written) ? `${what}, not all up to date; run mlops delivery write` : `${what}, all up to date`;
}
