import { type IAspect, Aspects, TerraformResource } from 'cdktf';
import { type IConstruct } from 'constructs';
import { capabilityOf } from './capability';

type Labelled = { [argument: string]: Record<string, string> | undefined };

/**
 * Puts labels on every resource below it that takes them, and the capability that a resource belongs to.
 *
 * A label given to the resource itself wins over one from here. Never carries the level: a label change is an update
 * of every resource, and the level has to be free to change.
 */
export class Labels implements IAspect {
  constructor(private readonly labels: Readonly<Record<string, string>>) {}

  static applyTo(scope: IConstruct, labels: Readonly<Record<string, string>>): void {
    Aspects.of(scope).add(new Labels(labels));
  }

  visit(node: IConstruct): void {
    const argument = labelArgument(node);
    if (argument === undefined) return;
    const capability = capabilityOf(node);
    const resource = node as unknown as Labelled;
    resource[argument] = {
      ...this.labels,
      ...(capability && { capability: capability.kind }),
      ...resource[`${argument}Input`],
    };
  }
}

/**
 * The argument that holds labels, under the name the resource's type uses. `labels` alone may be something else, such
 * as the address that a notification channel sends to: real ones come with `effectiveLabels`.
 */
function labelArgument(node: IConstruct): 'labels' | 'userLabels' | 'resourceLabels' | undefined {
  if (!TerraformResource.isTerraformResource(node)) return undefined;
  if ('userLabelsInput' in node) return 'userLabels';
  if ('resourceLabelsInput' in node) return 'resourceLabels';
  return 'labelsInput' in node && 'effectiveLabels' in node ? 'labels' : undefined;
}
