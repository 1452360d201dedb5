import { type Config } from '../../config/schema';
import { type IRepository, Repository } from '../../constructs/artifact-registry/repository';
import { PipelineDelivery } from '../../constructs/patterns/pipeline-delivery';
import { type DeliveryStack } from '../delivery-stack';
import { deliveredEnvironments } from '../delivery/delivered';
import { deliveryOf } from '../delivery/environment';
import { deliveryRepository } from '../delivery/repository';
import { deliveryTriggers } from '../delivery/triggers';
import { addOutputs } from '../outputs';
import { homeOf } from '../settings';

export function pipelineDelivery(stack: DeliveryStack): PipelineDelivery {
  const { config, environment } = stack;
  const { builder, branch, approvers, commentTokenSecretVersion } = deliveryOf(config);
  const { bucket, local } = config.state;
  const delivery = new PipelineDelivery(stack, 'PipelineDelivery', {
    environment,
    builder,
    repository: deliveryRepository(config),
    branch,
    environments: deliveredEnvironments(stack),
    preStaging: homeOf(config).name,
    triggers: deliveryTriggers(config),
    approvers,
    commentToken: commentTokenSecretVersion,
    state: bucket === undefined || local ? undefined : { bucket, prefix: config.product },
    images: imagesElsewhere(config, environment),
    customerManagedKeys: config.security.cmek,
  });
  addOutputs(stack, {
    'image-repository': { value: delivery.artifacts.images.uri, description: 'Where builds push images' },
    'package-repository': { value: delivery.artifacts.packages.uri, description: 'Where builds push Python packages' },
    ...(delivery.identityProvider && {
      'identity-provider': {
        value: delivery.identityProvider,
        description: 'What jobs of the host name to act as accounts of builds: its variable MLOPS_IDENTITY_PROVIDER',
      },
    }),
  });
  return delivery;
}

/** The repository of the image of pipelines, when it is none that builds push to. */
function imagesElsewhere(config: Config, { project }: DeliveryStack['environment']): IRepository[] {
  const [registry = '', owner = '', repository = ''] = config.pipelines.image?.split('/') ?? [];
  const location = registry.replace(/-docker\.pkg\.dev$/, '');
  return owner === '' || owner === project ? [] : [Repository.fromRepositoryId(owner, location, repository)];
}
