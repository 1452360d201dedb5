/** Text that is not one YAML mapping. */
import { type Malformed } from './minimal';

export const MALFORMED_YAML: readonly Malformed[] = [
  {
    name: 'an empty file',
    yaml: ``,
    error: [
      'mlops.yaml:1:1: the file is empty',
      '    allowed: a mapping with at least product, level, region, environments and state; fix: start from the mlops.yaml that comes with the kit',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'nothing but comments',
    yaml: `# soon

# really
`,
    error: [
      'mlops.yaml:1:1: the file is empty',
      '    allowed: a mapping with at least product, level, region, environments and state; fix: start from the mlops.yaml that comes with the kit',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'nothing but a document marker',
    yaml: `---
`,
    error: [
      'mlops.yaml:1:1: the file is empty',
      '    allowed: a mapping with at least product, level, region, environments and state; fix: start from the mlops.yaml that comes with the kit',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'the word null',
    yaml: `~
`,
    error: [
      'mlops.yaml:1:1: the file is empty',
      '    allowed: a mapping with at least product, level, region, environments and state; fix: start from the mlops.yaml that comes with the kit',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a tab for indentation',
    yaml: `product: churn
state:
	local: true
`,
    error: [
      'mlops.yaml:3:1: a tab is used for indentation',
      '    allowed: spaces; fix: replace the tab by spaces',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a quote that is not closed',
    yaml: `product: "churn
level: 0
`,
    error: [
      'mlops.yaml:3:1: not YAML: Missing closing "quote',
      '    fix: check quotes, brackets and indentation at this place and just before it',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a bracket that is not closed',
    yaml: `product: churn
services: [dataflow.googleapis.com
level: 0
`,
    error: [
      'mlops.yaml:3:1: the indentation does not fit, or a bracket is not closed',
      '    fix: start all keys of a mapping at the same column, and close every [ and {',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a brace too many',
    yaml: `state: { local: true }}
`,
    error: [
      'mlops.yaml:1:23: not YAML: Unexpected flow-map-end token in YAML stream: "}"',
      '    fix: check quotes, brackets and indentation at this place and just before it',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'two keys on a line',
    yaml: `product: churn level: 0
`,
    error: [
      'mlops.yaml:1:10: a mapping can not start in the middle of a line',
      '    fix: put a text that holds ": " in quotes, or give the inner key its own line',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a line without a colon',
    yaml: `product: churn
level
region: europe-west4
`,
    error: [
      'mlops.yaml:2:1: a line without ":"',
      '    fix: write "key: value", or check the indentation',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'keys that do not line up',
    yaml: `environments:
  dev: {}
 prod: {}
`,
    error: [
      'mlops.yaml:3:1: the indentation does not fit, or a bracket is not closed',
      '    fix: start all keys of a mapping at the same column, and close every [ and {',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a value that starts with @',
    yaml: `product: @churn
`,
    error: [
      'mlops.yaml:1:10: a plain text can not start with this character',
      '    fix: put the text in quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an unknown escape',
    yaml: `product: "\\q"
`,
    error: [
      'mlops.yaml:1:11: an unknown escape in double quotes',
      '    fix: write the backslash twice, or use single quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'two documents',
    yaml: `product: churn
---
level: 0
`,
    error: [
      'mlops.yaml:2:1: a second document starts here',
      '    allowed: one document; fix: remove this line ("---") and what does not belong to the config',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a tag',
    yaml: `product: !env CHURN
`,
    error: [
      'mlops.yaml:1:10: a tag (!...) that means nothing here',
      '    fix: remove the tag',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a binary tag',
    yaml: `product: !!binary Y2h1cm4=
`,
    error: [
      'mlops.yaml:1:10: a tag (!...) that means nothing here',
      '    fix: remove the tag',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a directive for another YAML version',
    yaml: `%YAML 1.1
---
product: churn
`,
    error: [
      'mlops.yaml:1:1: a directive (%...) has no use here',
      '    fix: remove the line',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an unknown directive',
    yaml: `%MLOPS 1
---
product: churn
`,
    error: [
      'mlops.yaml:1:1: a directive (%...) has no use here',
      '    fix: remove the line',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a list instead of a mapping',
    yaml: `- product: churn
- level: 0
`,
    error: [
      'mlops.yaml:1:1: given [{ product: "churn" }, { level: 0 }]',
      '    allowed: a mapping with the keys product, level, whenLowered, region, environments, state, people, teams, security, network, data, workspace, pipelines, featureStore, models, training, delivery, alerts, budget, labels, services, access, nameSuffix, overrides; fix: write "key: value" pairs',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a text instead of a mapping',
    yaml: `churn
`,
    error: [
      'mlops.yaml:1:1: given "churn"',
      '    allowed: a mapping with the keys product, level, whenLowered, region, environments, state, people, teams, security, network, data, workspace, pipelines, featureStore, models, training, delivery, alerts, budget, labels, services, access, nameSuffix, overrides; fix: write "key: value" pairs',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'thousands of brackets',
    yaml: `overrides: ${'['.repeat(5000)}`,
    error: [
      'mlops.yaml:1:76: nested too deeply',
      '    fix: remove levels of nesting',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'thousands of dashes',
    yaml: `services:\n  ${'- '.repeat(5000)}`,
    error: [
      'mlops.yaml:2:131: nested too deeply',
      '    fix: remove levels of nesting',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'thousands of indented blocks',
    yaml: Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    error: [
      'mlops.yaml:258:1: nested too deeply',
      '    fix: remove levels of nesting',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
];
