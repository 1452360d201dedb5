import { type TerraformResource } from 'cdktf';
import { GitConnection } from '../../../constructs/source/git-connection';
import { GitRepositoryLink, type GitRepositoryLinkProps } from '../../../constructs/source/git-repository-link';
import { testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const TYPE = 'google_developer_connect_git_repository_link';
const CONNECTION = GitConnection.fromConnectionId('acme-churn-dev', 'europe-west4', 'source');

function link(props: Partial<GitRepositoryLinkProps> = {}) {
  const stack = testStack({ labels: { team: 'retention' } });
  const made = new GitRepositoryLink(stack, 'Link', {
    linkId: 'churn-dev-code',
    connection: CONNECTION,
    cloneUrl: 'https://github.com/acme/churn.git',
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('is where its connection is', () => {
  link().template().hasResource(TYPE, {
    git_repository_link_id: 'churn-dev-code',
    parent_connection: 'source',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    clone_uri: 'https://github.com/acme/churn.git',
  });
});

test('is replaced neither for another label nor for the etag that Google gives it', () => {
  link()
    .template()
    .hasResource(TYPE, { labels: { team: 'retention' }, lifecycle: { ignore_changes: ['labels', 'etag'] } });
});

test('has its name from Google', () => {
  const { made, stack } = link();
  expect(resolved(stack, made.linkName)).toBe('${google_developer_connect_git_repository_link.Link.name}');
  expect(made.cloneUrl).toBe('https://github.com/acme/churn.git');
});

test('its L1 is the default child', () => {
  const { made, template } = link();
  (made.node.defaultChild as TerraformResource).addOverride('annotations', { a: 'b' });
  template().hasResource(TYPE, { annotations: { a: 'b' } });
});

test('one that exists already is named without a resource', () => {
  expect(GitRepositoryLink.fromLinkId(CONNECTION, 'r').linkName).toBe(
    'projects/acme-churn-dev/locations/europe-west4/connections/source/gitRepositoryLinks/r',
  );
});

test.each(['git@github.com:acme/churn.git', 'http://github.com/acme/churn.git', 'https://github.com/acme/churn'])(
  'refuses to clone from %s',
  (cloneUrl) => {
    expect(() => link({ cloneUrl })).toThrow(
      `stack/Link: cloneUrl "${cloneUrl}" is not an https URL that ends in .git`,
    );
  },
);
