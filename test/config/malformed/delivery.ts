/** How commits and models are delivered. */
import { changed, plus, type Malformed } from './minimal';

export const MALFORMED_DELIVERY: readonly Malformed[] = [
  {
    name: 'level 2 without delivery',
    yaml: changed({ level: 'level: 2' }),
    error: [
      'mlops.yaml:2:8  level: nothing says where level 2 builds and from which repository; given 2',
      '    allowed: level 2 beside delivery; fix: add delivery: { project: PROJECT }, or stay at level 1',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'delivery without a project',
    yaml: plus('delivery: { branch: main }'),
    error: [
      'mlops.yaml:6:1  delivery.project: missing',
      '    allowed: a project id: 6 to 30 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen; fix: add "project" to delivery',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'delivery in the project of an environment',
    yaml: plus(
      'delivery: { project: acme-churn-dev, builder: githubActions, repository: { host: github, remoteUri: "https://github.com/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:22  delivery.project: dev is in this project: whoever can change builds could act as what runs there; given "acme-churn-dev"',
      '    allowed: a project for delivery alone; fix: name another project',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'delivery from a workspace that has no repository',
    yaml: plus('delivery: { project: acme-churn-cicd }'),
    error: [
      'mlops.yaml:6:1  delivery.repository.host: there is no Secure Source Manager repository in the workspace; given "workspace"',
      '    allowed: workspace beside workspace.source.host secureSourceManager; or github, gitlab, bitbucket; fix: write workspace: { source: { host: secureSourceManager } }, or name the repository',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a builder that is unknown',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: jenkins, repository: { host: github, remoteUri: "https://github.com/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:48  delivery.builder: given "jenkins"',
      '    allowed: cloudBuild, githubActions, gitlabCi; fix: write an allowed value, or remove the key (default: "cloudBuild")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'GitHub Actions for a repository on GitLab',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: githubActions, repository: { host: gitlab, remoteUri: "https://gitlab.com/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:48  delivery.builder: the repository is on gitlab; given "githubActions"',
      '    allowed: githubActions beside repository.host github; fix: name a repository on github, or remove "builder"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'GitLab CI for a repository in the workspace',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: gitlabCi }\nworkspace: { source: { host: secureSourceManager } }',
    ),
    error: [
      'mlops.yaml:6:48  delivery.builder: the repository is on workspace; given "gitlabCi"',
      '    allowed: gitlabCi beside repository.host gitlab; fix: name a repository on gitlab, or remove "builder"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'Cloud Build without a connection to GitHub',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, repository: { host: github, remoteUri: "https://github.com/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:51  delivery.repository: Cloud Build cannot connect to github without appInstallationId, oauthTokenSecretVersion',
      '    allowed: appInstallationId, oauthTokenSecretVersion beside host github; fix: add appInstallationId, oauthTokenSecretVersion, or let githubActions build',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'Cloud Build with half a connection to GitLab',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, repository: { host: gitlab, remoteUri: "https://gitlab.com/acme/churn.git", apiTokenSecretVersion: projects/p/secrets/s/versions/1, webhookSecretVersion: projects/p/secrets/w/versions/1 } }',
    ),
    error: [
      'mlops.yaml:6:51  delivery.repository: Cloud Build cannot connect to gitlab without readTokenSecretVersion',
      '    allowed: apiTokenSecretVersion, readTokenSecretVersion, webhookSecretVersion beside host gitlab; fix: add readTokenSecretVersion, or let gitlabCi build',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'Cloud Build without a connection to Bitbucket',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, repository: { host: bitbucket, workspace: acme, remoteUri: "https://bitbucket.org/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:51  delivery.repository: Cloud Build cannot connect to bitbucket without apiTokenSecretVersion, readTokenSecretVersion, webhookSecretVersion',
      '    allowed: apiTokenSecretVersion, readTokenSecretVersion, webhookSecretVersion beside host bitbucket; fix: add apiTokenSecretVersion, readTokenSecretVersion, webhookSecretVersion',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a repository on a host that is not offered',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, repository: { host: gitea, remoteUri: "https://git.acme.com/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:59  delivery.repository.host: given "gitea"',
      '    allowed: workspace, github, gitlab, bitbucket; fix: write "gitlab"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a repository of delivery by SSH',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: githubActions, repository: { host: github, remoteUri: "git@github.com:acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:102  delivery.repository.remoteUri: given "git@github.com:acme/churn.git"',
      '    allowed: an https URL that ends in .git; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a key of another host',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: githubActions, repository: { host: github, remoteUri: "https://github.com/acme/churn.git", workspace: acme } }',
    ),
    error: [
      'mlops.yaml:6:139  delivery.repository.workspace: unknown key',
      '    allowed: host, remoteUri, appInstallationId, oauthTokenSecretVersion; fix: remove it',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a Bitbucket workspace with capitals',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: githubActions, repository: { host: bitbucket, workspace: Acme, remoteUri: "https://bitbucket.org/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:48  delivery.builder: the repository is on bitbucket; given "githubActions"',
      '    allowed: githubActions beside repository.host github; fix: name a repository on github, or remove "builder"',
      'mlops.yaml:6:105  delivery.repository.workspace: given "Acme"',
      '    allowed: the id of a Bitbucket workspace: lower-case letters, digits, hyphens and underscores; fix: write "acme"',
      '2 problems in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a branch that git would refuse',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: githubActions, branch: "main branch", repository: { host: github, remoteUri: "https://github.com/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:71  delivery.branch: given "main branch"',
      '    allowed: the name of a branch, such as "main" or "release/2026"; fix: write "main-branch"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'tags by a pattern with look-ahead',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: githubActions, tags: "^v(?!0)", repository: { host: github, remoteUri: "https://github.com/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:69  delivery.tags: given "^v(?!0)"',
      '    allowed: a regular expression as RE2 reads it, such as "^v[0-9].*"; fix: write an allowed value, or remove the key (default: "^v[0-9].*")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'tags by a pattern that does not close',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: githubActions, tags: "^v([0-9]", repository: { host: github, remoteUri: "https://github.com/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:69  delivery.tags: given "^v([0-9]"',
      '    allowed: a regular expression as RE2 reads it, such as "^v[0-9].*"; fix: write an allowed value, or remove the key (default: "^v[0-9].*")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an approver by address',
    yaml: plus(
      'delivery: { project: acme-churn-cicd, builder: githubActions, approvers: [ann@acme.com], repository: { host: github, remoteUri: "https://github.com/acme/churn.git" } }',
    ),
    error: [
      'mlops.yaml:6:75  delivery.approvers[0]: given "ann@acme.com"',
      '    allowed: "user:EMAIL", "group:EMAIL", "serviceAccount:EMAIL", "domain:DOMAIN" or "principalSet://iam.googleapis.com/..." (never allUsers); fix: write "user:ann@acme.com"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'production that nobody approves',
    yaml: changed(
      { environments: 'environments: { prod: { project: acme-churn-prod, stage: production } }' },
      'delivery: { project: acme-churn-cicd }\nworkspace: { source: { host: secureSourceManager } }',
    ),
    error: [
      'mlops.yaml:6:11  delivery: nobody can approve what goes to prod',
      '    allowed: at least one of approvers beside an environment of the stage production; fix: add approvers: [group:NAME@DOMAIN]',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a roll-out that does not reach all of the traffic',
    yaml: plus('models: { churn: { promotion: { canary: [10, 50] } } }'),
    error: [
      'mlops.yaml:6:41  models.churn.promotion.canary: given [10, 50]',
      '    allowed: percentages that rise to 100, such as [10, 50, 100]; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a roll-out that falls',
    yaml: plus('models: { churn: { promotion: { canary: [50, 10, 100] } } }'),
    error: [
      'mlops.yaml:6:41  models.churn.promotion.canary: given [50, 10, 100]',
      '    allowed: percentages that rise to 100, such as [10, 50, 100]; fix: write [10, 50, 100]',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a roll-out by shares',
    yaml: plus('models: { churn: { promotion: { canary: [0.1, 0.5, 1] } } }'),
    error: [
      'mlops.yaml:6:42  models.churn.promotion.canary[0]: given 0.1',
      '    allowed: a whole number from 1 to 100; fix: write 1',
      'mlops.yaml:6:47  models.churn.promotion.canary[1]: given 0.5',
      '    allowed: a whole number from 1 to 100; fix: write 1',
      '2 problems in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a roll-out without a step',
    yaml: plus('models: { churn: { promotion: { canary: [] } } }'),
    error: [
      'mlops.yaml:6:41  models.churn.promotion.canary: given []',
      '    allowed: percentages that rise to 100, such as [10, 50, 100]; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a mode of promotion that is unknown',
    yaml: plus('models: { churn: { promotion: { mode: dryrun } } }'),
    error: [
      'mlops.yaml:6:39  models.churn.promotion.mode: given "dryrun"',
      '    allowed: enabled, dry-run, disabled; fix: write "dry-run"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a gain below nothing',
    yaml: plus('models: { churn: { promotion: { minGain: -0.1 } } }'),
    error: [
      'mlops.yaml:6:42  models.churn.promotion.minGain: given -0.1',
      '    allowed: a number of at least 0; fix: write 0',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a floor that is no number',
    yaml: plus('models: { churn: { promotion: { floors: { auc: high } } } }'),
    error: [
      'mlops.yaml:6:48  models.churn.promotion.floors.auc: given "high"',
      '    allowed: a number; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a bake time of a week',
    yaml: plus('models: { churn: { promotion: { bakeMinutes: 10080 } } }'),
    error: [
      'mlops.yaml:6:46  models.churn.promotion.bakeMinutes: given 10080',
      '    allowed: a whole number from 0 to 1440; fix: write 1440',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a direction in other words',
    yaml: plus('models: { churn: { promotion: { direction: up } } }'),
    error: [
      'mlops.yaml:6:44  models.churn.promotion.direction: given "up"',
      '    allowed: auto, higher, lower; fix: write an allowed value, or remove the key (default: "auto")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a mistyped key of promotion',
    yaml: plus('models: { churn: { promotion: { minimumGain: 0.1 } } }'),
    error: [
      'mlops.yaml:6:33  models.churn.promotion.minimumGain: unknown key',
      '    allowed: minGain, minRelativeGain, metric, direction, canary, ... (15 in all); fix: write "minGain"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a share of errors above all',
    yaml: plus('models: { churn: { promotion: { errorRatio: 2 } } }'),
    error: [
      'mlops.yaml:6:45  models.churn.promotion.errorRatio: given 2',
      '    allowed: a number above 0 and at most 1; fix: write 0.02',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a wish for what is lowered that is unknown',
    yaml: plus('whenLowered: delete'),
    error: [
      'mlops.yaml:6:14  whenLowered: given "delete"',
      '    allowed: keep, destroy; fix: write an allowed value, or remove the key (default: "keep")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
];
