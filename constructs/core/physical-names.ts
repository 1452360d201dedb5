import { type App, TerraformResource, Token } from 'cdktf';
import { type IConstruct } from 'constructs';
import { ValidationError } from './errors';
import { NAME_RULES, type NameRule } from './naming/table';

type Inputs = Record<string, string | undefined>;

type UniqueName = Pick<NameRule, 'field' | 'scope'>;

/** Numbers that the naming makes, so without a row in its table; nine digits can meet, if seldom. */
const ENDPOINT: [string, UniqueName] = ['google_vertex_ai_endpoint', { field: 'name', scope: 'location' }];

const RULES = new Map<string, UniqueName>([
  ...Object.values<NameRule>(NAME_RULES).flatMap((rule) =>
    rule.types.map((type): [string, UniqueName] => [type, rule]),
  ),
  ENDPOINT,
]);

/** The space in which the name has to be unique, as one string. */
function space(resource: TerraformResource, rule: UniqueName): string {
  const inputs = resource as unknown as Inputs;
  const project = inputs.projectInput ?? '';
  const location = inputs.locationInput ?? inputs.regionInput ?? '';
  const within = { global: [], project: [project], location: [project, location] }[rule.scope];
  return [resource.terraformResourceType, ...within].join(' ');
}

/**
 * Refuses two resources of an app that would get one physical name: Google makes the first and fails the second, or
 * two states fight over one resource.
 *
 * @throws ValidationError naming both construct paths
 */
export function refuseSharedNames(app: App): void {
  const owners = new Map<string, IConstruct>();
  const problems: string[] = [];
  for (const node of app.node.findAll()) {
    if (!TerraformResource.isTerraformResource(node)) continue;
    const rule = RULES.get(node.terraformResourceType);
    const name = rule && (node as unknown as Inputs)[`${rule.field}Input`];
    if (!rule || name === undefined || Token.isUnresolved(name)) continue;
    const place = `${space(node, rule)} ${name}`;
    const owner = owners.get(place);
    if (owner)
      problems.push(
        `${node.terraformResourceType} name "${name}" is given to both ${owner.node.path} and ${node.node.path}`,
      );
    else owners.set(place, node);
  }
  if (problems.length > 0) throw new ValidationError(app, problems);
}
