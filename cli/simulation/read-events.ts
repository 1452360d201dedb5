import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { nearest } from '../../config/nearest';
import { byPosition, type Problem } from '../../config/problems';
import { ConfigSource, type Finding } from '../../config/source';
import { type PlacedEvent } from './event';
import { EventsError } from './events-error';
import { readEvent } from './read-event';

const FORM = 'a list of events, such as - { at: 2026-03-02T05:10:00Z, kind: new-data, object: incoming/orders/1.csv }';

/**
 * Reads a history: a YAML or JSON list of events, in any order.
 *
 * @param models keys of the models that there are
 * @returns the events in the order of time
 * @throws EventsError with every mistake and its line
 */
export function readEvents(file: string, models: readonly string[]): PlacedEvent[] {
  return parseEvents(file, textOf(file), models);
}

/** The same for text that is already read. */
export function parseEvents(file: string, text: string, models: readonly string[]): PlacedEvent[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const source = sourceOf(file, document, lines);
  const list = source.value;
  if (!Array.isArray(list) || list.length === 0)
    throw new EventsError([source.problem([], { message: 'there are no events', allowed: FORM })]);
  const read = list.map((value, index) => readEvent(value, [index]));
  const problems = read.flatMap(({ findings }) => findings.map((finding) => problemOf(source, finding)));
  const events = read.flatMap(({ event }, index): PlacedEvent[] => {
    if (!event) return [];
    return [{ event, index, line: source.locate([index]).line, time: Date.parse(event.at) }];
  });
  problems.push(...events.flatMap((placed) => unknownModel(source, placed, models)));
  if (problems.length > 0) throw new EventsError(problems.sort(byPosition));
  return events.sort((a, b) => a.time - b.time || a.index - b.index);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new EventsError([{ file, path: '', message, allowed: FORM }]);
  }
}

function sourceOf(file: string, document: Document.Parsed, lines: LineCounter): ConfigSource {
  const refuse = (offset: number, message: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new EventsError([{ file, line, column: col, path: '', message, allowed: FORM }]);
  };
  const [error] = [...document.errors, ...document.warnings];
  if (error) refuse(error.pos[0], error.message.split('\n')[0]!);
  if (!document.contents) refuse(0, 'the file is empty');
  try {
    return new ConfigSource(file, document.toJS({ maxAliasCount: 1000 }), document.contents!, new Map(), lines);
  } catch (cause) {
    return refuse(0, (cause as Error).message);
  }
}

const problemOf = (source: ConfigSource, { path, ...detail }: Finding): Problem => source.problem(path, detail);

function unknownModel(source: ConfigSource, { event, index }: PlacedEvent, models: readonly string[]): Problem[] {
  if (!('model' in event) || models.includes(event.model)) return [];
  const alike = nearest(event.model, models);
  const allowed = models.length > 0 ? models.join(', ') : 'none: the configuration has no models';
  const fix = alike ? `write "${alike}"` : 'name a model of the configuration';
  return [source.problem([index, 'model'], { message: 'there is no such model', given: event.model, allowed, fix })];
}
