import { DefaultTokenResolver, StringConcat, TerraformResource, type TerraformStack, Token, Tokenization } from 'cdktf';
import { addressesOf } from './addresses';
import { ValidationError } from './errors';
import { problemsOfPaths } from './override-paths';

/** Argument path to value, by address: `{'google_storage_bucket.X': {'versioning.enabled': false}}`. */
export type Overrides = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** An override that names no resource of the stack. */
export interface UnknownAddress {
  readonly address: string;
  readonly known: readonly string[];
}

/**
 * Sets Terraform arguments from outside, after everything else. The value takes the place of what was there, whole
 * lists and blocks too; `null` takes an argument away. Items of a list are reached by their index:
 * `lifecycle_rule.0.condition.age`.
 *
 * @returns the addresses that do not exist
 * @throws ValidationError for paths that reach nothing, all of one resource at once
 */
export function applyOverrides(stack: TerraformStack, overrides: Overrides): UnknownAddress[] {
  const known = addressesOf(stack);
  const unknown: UnknownAddress[] = [];
  for (const [address, args] of Object.entries(overrides)) {
    const element = known.get(address);
    if (element && TerraformResource.isTerraformResource(element)) overrideResource(element, args);
    else unknown.push({ address, known: [...known.keys()] });
  }
  return unknown;
}

function overrideResource(resource: TerraformResource, args: Readonly<Record<string, unknown>>): void {
  const problems = problemsOfPaths(Object.keys(args), argumentsOf(resource));
  if (problems.length > 0) throw new ValidationError(resource, problems);
  for (const [path, value] of Object.entries(args)) resource.addOverride(path, whole(value));
}

/** CDKTF merges objects and appends to lists; it only replaces by what it does not look into. */
const whole = (value: unknown): unknown => (typeof value === 'object' && value !== null ? Token.asAny(value) : value);

/** What the resource is synthesized with so far. */
function argumentsOf(resource: TerraformResource): unknown {
  const { resource: byType } = resource.toTerraform() as { resource: Record<string, Record<string, unknown>> };
  const raw = byType[resource.terraformResourceType]![resource.friendlyUniqueId];
  return Tokenization.resolve(raw, {
    scope: resource,
    preparing: false,
    resolver: new DefaultTokenResolver(new StringConcat()),
  });
}
