import { TerraformProvider, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { GoogleBetaProvider } from '@cdktf/provider-google-beta/lib/provider';
import { TimeProvider } from '@cdktf/provider-time/lib/provider';
import { ValidationError } from './errors';

/** The time provider only waits; any 0.x release does. CDKTF would write the one it was generated from. */
const TIME_PROVIDER_VERSION = '>= 0.13.1, < 1.0.0';

export interface GoogleProvidersProps {
  /** Project of resources that name none, and the one that API calls are charged to. */
  readonly project: string;
  /** Region of resources that name none. */
  readonly region: string;
}

/**
 * The providers of a stack: google, and google-beta for the few resources that only it has (service identities, the
 * metadata store, grants on an endpoint), and time for the waits between a grant and its use.
 */
export function addGoogleProviders(stack: TerraformStack, props: GoogleProvidersProps): void {
  const { project, region } = props;
  new GoogleProvider(stack, 'google', { project, region, billingProject: project, userProjectOverride: true });
  new GoogleBetaProvider(stack, 'google-beta', { project, region, billingProject: project, userProjectOverride: true });
  new TimeProvider(stack, 'time');
  stack.addOverride('terraform.required_providers.time.version', TIME_PROVIDER_VERSION);
}

/**
 * The google-beta provider of a construct's stack, for resources that only it has.
 *
 * @throws ValidationError when the stack has none
 */
export function googleBeta(scope: IConstruct): TerraformProvider {
  const found = TerraformStack.of(scope)
    .node.children.filter(TerraformProvider.isTerraformProvider)
    .find((provider) => provider.terraformResourceType === 'google-beta' && provider.alias === undefined);
  if (!found)
    throw new ValidationError(scope, [
      'the stack has no google-beta provider: call addGoogleProviders(stack, ...) first',
    ]);
  return found;
}

/**
 * The google-beta provider for one zone, for resources that have their zone from the provider alone. Made on first use.
 *
 * @throws ValidationError when the stack has no google-beta provider
 */
export function googleBetaOfZone(scope: IConstruct, zone: string, project: string): TerraformProvider {
  googleBeta(scope);
  const stack = TerraformStack.of(scope);
  const id = `google-beta-${zone}`;
  const known = stack.node.tryFindChild(id);
  if (known) return known as TerraformProvider;
  return new GoogleBetaProvider(stack, id, {
    alias: zone,
    project,
    zone,
    billingProject: project,
    userProjectOverride: true,
  });
}
