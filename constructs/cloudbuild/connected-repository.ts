import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { Cloudbuildv2Repository } from '@cdktf/provider-google/lib/cloudbuildv2-repository';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';
import { type BuildHost, type IBuildConnection } from './build-connection';

export interface IConnectedRepository {
  /** `projects/P/locations/L/connections/C/repositories/R` */
  readonly repositoryName: string;
  /** Region, which is the region of its triggers. */
  readonly location: string;
  readonly host: BuildHost['host'];
}

export interface ConnectedRepositoryProps {
  /** Changing it replaces the link; the repository itself is not touched. */
  readonly repositoryName: string;
  /** Changing it replaces the link. */
  readonly connection: IBuildConnection;
  /** Clone URL: https, ends in `.git`. Changing it replaces the link. */
  readonly cloneUrl: string;
}

/** A repository on a connected Git host, for triggers to refer to. */
export class ConnectedRepository extends Construct implements IConnectedRepository {
  readonly repositoryName: string;
  readonly location: string;
  readonly host: BuildHost['host'];

  /** @throws ValidationError when the name or the clone URL is not allowed */
  constructor(scope: Construct, id: string, props: ConnectedRepositoryProps) {
    super(scope, id);
    const { connection, cloneUrl } = props;
    validateName(this, 'connectedRepository', props.repositoryName);
    validate(this, [
      {
        broken: !Token.isUnresolved(cloneUrl) && !/^https:\/\/[^/\s]+\/\S+\.git$/.test(cloneUrl),
        problem: `cloneUrl "${cloneUrl}" is not an https URL that ends in .git`,
      },
    ]);
    const repository = new Cloudbuildv2Repository(this, 'Resource', {
      name: props.repositoryName,
      project: connection.project,
      location: connection.location,
      parentConnection: connection.connectionName,
      remoteUri: cloneUrl,
    });
    this.repositoryName = repository.id;
    this.location = connection.location;
    this.host = connection.host;
  }

  /** A repository that is connected elsewhere. */
  static fromRepositoryName(repositoryName: string, host: BuildHost['host']): IConnectedRepository {
    return { repositoryName, host, location: repositoryName.split('/')[3] ?? '' };
  }
}
