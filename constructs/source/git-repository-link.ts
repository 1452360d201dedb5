import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { DeveloperConnectGitRepositoryLink } from '@cdktf/provider-google/lib/developer-connect-git-repository-link';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';
import { type IGitConnection } from './git-connection';

export interface IGitRepositoryLink {
  /** `projects/P/locations/L/connections/C/gitRepositoryLinks/R` */
  readonly linkName: string;
}

export interface GitRepositoryLinkProps {
  /** Changing it replaces the link; the repository itself is not touched. */
  readonly linkId: string;
  /** Changing it replaces the link. */
  readonly connection: IGitConnection;
  /** Clone URL: https, ends in `.git`. Changing it replaces the link. */
  readonly cloneUrl: string;
}

/** A repository on a connected Git host, for builds and pipelines to refer to. */
export class GitRepositoryLink extends Construct implements IGitRepositoryLink {
  readonly linkName: string;
  readonly cloneUrl: string;

  constructor(scope: Construct, id: string, props: GitRepositoryLinkProps) {
    super(scope, id);
    validateName(this, 'sourceRepositoryLink', props.linkId);
    validate(this, [
      {
        broken: !Token.isUnresolved(props.cloneUrl) && !/^https:\/\/[^/\s]+\/\S+\.git$/.test(props.cloneUrl),
        problem: `cloneUrl "${props.cloneUrl}" is not an https URL that ends in .git`,
      },
    ]);
    const link = new DeveloperConnectGitRepositoryLink(this, 'Resource', {
      gitRepositoryLinkId: props.linkId,
      project: props.connection.project,
      location: props.connection.location,
      parentConnection: props.connection.connectionId,
      cloneUri: props.cloneUrl,
      // The provider would replace the link for another label, and for the etag that Google computes.
      lifecycle: { ignoreChanges: ['labels', 'etag'] },
    });
    this.linkName = link.name;
    this.cloneUrl = props.cloneUrl;
  }

  /** A link that is managed elsewhere. */
  static fromLinkId(connection: IGitConnection, linkId: string): IGitRepositoryLink {
    const { project, location, connectionId } = connection;
    return {
      linkName: `projects/${project}/locations/${location}/connections/${connectionId}/gitRepositoryLinks/${linkId}`,
    };
  }
}
