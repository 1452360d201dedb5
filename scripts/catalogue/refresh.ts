/** What `npm run catalogue:refresh` does with its arguments. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Catalogue } from '../../training/catalogue';
import { difference, differenceText } from './difference';
import { readListing, UsageError } from './listing';

export const HELP = `Compares the accelerator catalogue with a list of machine types by region. Nothing is fetched.

Usage: npm run catalogue:refresh -- FILE --date YYYY-MM-DD [--write]

  FILE     a list with the columns NAME and ZONE (which holds a region), separated by ";"; .csv or .csv.gz
  --date   the day of the list
  --write  set the date of the catalogue; rows are changed by hand, from the pages that they name

Examples:
  npm run catalogue:refresh -- machinetyperegion.csv --date 2026-11-25
  npm run catalogue:refresh -- machinetyperegion.csv.gz --date 2026-11-25 --write
`;

interface Asked {
  readonly file: string;
  readonly date: string;
  readonly write: boolean;
}

const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

function parse(args: readonly string[]): Asked | 'help' {
  const options = { date: { type: 'string' }, write: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  let found;
  try {
    found = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]} (--help shows how)`);
  }
  const { values, positionals } = found;
  if (values.help) return 'help';
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('name one file (--help shows how)');
  if (values.date === undefined) throw new UsageError('--date is missing: the day of the list, such as 2026-11-25');
  if (!isDay(values.date)) throw new UsageError(`--date ${values.date} is no day; write it as 2026-11-25`);
  return { file, date: values.date, write: values.write ?? false };
}

/** Sets the date and nothing else, so that the file keeps its format. */
function setDate(catalogueFile: string, date: string): void {
  const text = readFileSync(catalogueFile, 'utf8');
  writeFileSync(catalogueFile, text.replace(/("asOf": ")[^"]*(")/, `$1${date}$2`));
}

/**
 * @returns What is printed.
 * @throws UsageError With one line that says what is wrong.
 */
export function refresh(args: readonly string[], catalogueFile: string): string {
  const asked = parse(args);
  if (asked === 'help') return HELP;
  const catalogue = JSON.parse(readFileSync(catalogueFile, 'utf8')) as Catalogue;
  const listing = readListing(asked.file);
  if (asked.date < catalogue.asOf)
    throw new UsageError(`--date ${asked.date} is before the catalogue's own date, ${catalogue.asOf}`);
  const text = differenceText(difference(catalogue, listing));
  if (asked.write) setDate(catalogueFile, asked.date);
  return `${text}\n${asked.write ? `the catalogue is now of ${asked.date}; run npm run docs:accelerators` : `the catalogue is of ${catalogue.asOf}; --write sets ${asked.date}`}\n`;
}
