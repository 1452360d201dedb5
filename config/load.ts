/** Reads `mlops.yaml`: the only way into a Config. */
import { checkConfig } from './checks';
import { explain } from './explaining/explain';
import { PathSet } from './path-set';
import { byPosition, ConfigError, type Problem } from './problems';
import { readConfigText } from './reading/read-file';
import { readYaml } from './reading/read-yaml';
import { configSchema, type Config } from './schema';
import { type ConfigSource, type Finding } from './source';
import { withoutPaths } from './explaining/without-paths';

export { ConfigError, formatProblems } from './problems';
export type { Problem } from './problems';
export type { Config } from './schema';
export type { ConfigSource } from './source';

export interface LoadOptions {
  /**
   * The level to build instead of the one in the file.
   * @default the level in the file
   */
  readonly level?: number;
}

export interface LoadedConfig {
  /** The configuration with all defaults filled in. */
  readonly config: Config;
  /** Says where in the file a value stands, so that later checks can point at it. */
  readonly source: ConfigSource;
}

/**
 * Reads and checks a config file.
 *
 * @param file Path of the YAML file; messages show it as it is given here.
 * @throws ConfigError with every problem of the file, in the order of the file.
 */
export function loadConfig(file: string, options: LoadOptions = {}): LoadedConfig {
  return parseConfig(file, readConfigText(file), options);
}

/**
 * The same for text that is already read.
 *
 * @param file The name to show in messages.
 * @throws ConfigError as `loadConfig`.
 */
export function parseConfig(file: string, text: string, options: LoadOptions = {}): LoadedConfig {
  const { source, problems: refused, unread } = readYaml(file, text);
  const parsed = configSchema.safeParse(source.value);
  const wrong = outside(new PathSet(unread), parsed.success ? [] : explain(parsed.error.issues, source.value));
  const wrongPaths = [...unread, ...wrong.flatMap(({ path, meant }) => (meant ? [path, meant] : [path]))];
  const known = new PathSet(wrongPaths);
  const readable = parsed.success ? parsed.data : withoutPaths(source.value, wrongPaths);
  const rules = checkConfig(readable, { level: options.level, isWrong: (path) => known.has(path) });
  const found = [...wrong, ...outside(known, rules)].map(({ path, ...detail }) => source.problem(path, detail));
  const problems = withoutRepeats([...refused, ...found]);
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems.sort(byPosition));
  return { config: { ...parsed.data, level: (options.level ?? parsed.data.level) as Config['level'] }, source };
}

/** Findings that are not about a value that is known to be wrong already. */
function outside(known: PathSet, findings: readonly Finding[]): Finding[] {
  return findings.filter(({ path }) => !path.some((_, index) => known.has(path.slice(0, index + 1))) && !known.has([]));
}

/** A mistake behind an anchor shows at each alias; it is one mistake, named where it shows first. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const mistake = ({ path, ...rest }: Problem) => JSON.stringify({ ...rest, key: path.split('.').at(-1) });
  return [...new Map(problems.toReversed().map((problem) => [mistake(problem), problem])).values()].reverse();
}
