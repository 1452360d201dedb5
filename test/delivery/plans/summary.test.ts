import { type PlannedStack, planSummary } from '../../../delivery/plans';
import { type PlannedChange } from '../../../delivery/plans/plan';

const changed = (address: string, action: PlannedChange['action'], more: Partial<PlannedChange> = {}) => ({
  address,
  action,
  arguments: [],
  losesData: false,
  ...more,
});
const stack = (name: string, ...changes: readonly PlannedChange[]): PlannedStack => ({ name, changes });

const lossy = [
  stack(
    'platform-dev',
    changed('google_storage_bucket.Data', 'destroy', { losesData: true }),
    changed('google_monitoring_dashboard.Old', 'destroy'),
    changed('google_pubsub_topic.Runs', 'forget'),
    changed('google_bigquery_dataset.Raw', 'change', { arguments: ['labels', 'location'] }),
    changed('google_storage_bucket.New', 'add'),
  ),
  stack(
    'models-dev-default',
    changed('google_vertex_ai_endpoint.E', 'replace', { arguments: ['network'], losesData: true }),
  ),
];

test('reads as a person would write it: losses on top, the rest folded', () => {
  expect(planSummary('dev', lossy).markdown).toBe(`## Terraform plan for dev

**Refused: it would destroy or replace what holds data (2 resources).**

| stack | add | change | move | forget | replace | destroy |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| platform-dev | 1 | 1 | 0 | 1 | 0 | 2 |
| models-dev-default | 0 | 0 | 0 | 0 | 1 | 0 |

### Destroyed

- \`google_storage_bucket.Data\` in platform-dev **holds data**
- \`google_monitoring_dashboard.Old\` in platform-dev

### Replaced

- \`google_vertex_ai_endpoint.E\` in models-dev-default: \`network\` **holds data**

<details><summary>platform-dev: 2 to destroy, 1 to forget, 1 to change, 1 to add</summary>

- - \`google_storage_bucket.Data\`
- - \`google_monitoring_dashboard.Old\`
- ? \`google_pubsub_topic.Runs\`
- ~ \`google_bigquery_dataset.Raw\`: \`labels\`, \`location\`
- + \`google_storage_bucket.New\`

</details>

<details><summary>models-dev-default: 1 to replace</summary>

- -/+ \`google_vertex_ai_endpoint.E\`: \`network\`

</details>
`);
});

test('refuses each loss of data by name, and nothing else', () => {
  expect(planSummary('dev', lossy).refusals).toEqual([
    'platform-dev: would destroy google_storage_bucket.Data, which holds data',
    'models-dev-default: would replace google_vertex_ai_endpoint.E, which holds data',
  ]);
  const harmless = [
    stack('a', changed('x.Y', 'destroy'), changed('x.Z', 'replace'), changed('google_storage_bucket.B', 'forget')),
  ];
  const { refusals, markdown } = planSummary('dev', harmless);
  expect(refusals).toEqual([]);
  expect(markdown).toContain('Nothing that holds data is destroyed or replaced.');
});

test('says so when nothing changes', () => {
  const { markdown, refusals } = planSummary('prod', [stack('platform-prod')]);
  expect({ refusals, folded: markdown.includes('<details>') }).toEqual({ refusals: [], folded: false });
  expect(markdown).toContain('\nNothing changes.\n');
});

test('a stack that Terraform does not plan is refused, with its words and no counts', () => {
  const failed = { ...stack('platform-dev'), failure: 'Error: Instance cannot be destroyed\n```' };
  const { markdown, refusals } = planSummary('dev', [failed, stack('models-dev-default')]);
  expect(refusals).toEqual(['platform-dev: Terraform does not plan it']);
  expect(markdown).toContain('**Refused: Terraform does not plan 1 stack.**');
  expect(markdown).toContain('| platform-dev | ? | ? | ? | ? | ? | ? |');
  expect(markdown).toContain("```text\nError: Instance cannot be destroyed\n'''\n```");
});

test('a file of one line that Terraform quotes does not push its words out', () => {
  const failure = `Error: Instance cannot be destroyed\n   1: ${'x'.repeat(100_000)}\nit has lifecycle.prevent_destroy set`;
  const { markdown } = planSummary('dev', [{ ...stack('platform-dev'), failure }]);
  expect(markdown.length).toBeLessThan(1000);
  expect(markdown).toMatch(/x \.\.\.\nit has lifecycle\.prevent_destroy set\n```/);
});

test('a long plan is cut to what a comment takes, and keeps what would be lost', () => {
  const many = Array.from({ length: 5000 }, (_, number) => changed(`google_storage_bucket.B${number}`, 'add'));
  const { markdown } = planSummary('dev', [stack('platform-dev', ...many), ...lossy]);
  expect(markdown.length).toBeLessThanOrEqual(60_000);
  expect(markdown).toContain('`google_vertex_ai_endpoint.E` in models-dev-default: `network` **holds data**');
  expect(markdown).toMatch(/\n\.\.\. and 4700 more, in the log of the build\n\n<\/details>/);
  const short = planSummary('dev', lossy, 300);
  expect(short.markdown.length).toBeLessThanOrEqual(300);
  expect(short.refusals).toHaveLength(2);
});

test("a user's key in an address does not end the code that it stands in", () => {
  const { markdown } = planSummary('dev', [stack('a', changed('x.Y["`**\n"]', 'add'))]);
  expect(markdown).toContain('- + `x.Y["\'** "]`');
});
