import { type App, TerraformResource, Token } from 'cdktf';
import { type IConstruct } from 'constructs';
import { ValidationError } from './errors';
import { NAME_RULES, type NameRule } from './naming/table';

type Inputs = Record<string, string | undefined>;

type UniqueName = Pick<NameRule, 'field' | 'scope'>;

/** Not made by the naming from a row in its table. */
const OTHERS: readonly [string, UniqueName][] = [
  // Numbers of nine digits, which can meet, if seldom.
  ['google_vertex_ai_endpoint', { field: 'name', scope: 'location' }],
  // Settings of a project or of a region in it, so two environments in one project would share them.
  ['google_vertex_ai_metadata_store', { field: 'name', scope: 'location' }],
  ['google_project_iam_audit_config', { field: 'service', scope: 'project' }],
];

const RULES = new Map<string, UniqueName>([
  ...Object.values<NameRule>(NAME_RULES).flatMap((rule) =>
    rule.types.map((type): [string, UniqueName] => [type, rule]),
  ),
  ...OTHERS,
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
