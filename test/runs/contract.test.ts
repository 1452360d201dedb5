import Ajv from 'ajv';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { handle } from '../../functions/retrain/handle';
import { type ParameterType_ParameterTypeEnum } from '../../pipelines/ir/spec/pipeline-spec.generated';
import { PARAMETER_TYPES, runPlanSchema } from '../../runs/plan';
import { PURPOSES, REASONS, type RunRequestInput, runRequestSchema } from '../../runs/request';
import { routesSchema } from '../../runs/routes';
import { schedulePayload } from '../../runs/triggers/request';
import { EXAMPLE, runsPage } from '../../scripts/run-docs/page';
import { push } from '../functions/messages';
import { planOf, World } from '../functions/world';
import { DiscoveredApi } from '../support/discovery/api';
import { root } from '../support/outside-judges';
import { translated } from './triggers/translated';

const page = readFileSync(join(root, 'docs/runs.md'), 'utf8');
const requestJsonSchema = new Ajv({ strict: false }).compile(
  z.toJSONSchema(runRequestSchema, { io: 'input', target: 'draft-7' }),
);

/** Every request that may be written. */
const anyRequest: fc.Arbitrary<RunRequestInput> = fc.record(
  {
    version: fc.constant(1 as const),
    model: fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,2}$/),
    reason: fc.constantFrom(...REASONS),
    purpose: fc.constantFrom(...PURPOSES),
    event: fc.string({ minLength: 1, maxLength: 40 }),
    detail: fc.string({ maxLength: 40 }),
    parameters: fc.dictionary(fc.stringMatching(/^[a-z_]{1,9}$/), fc.jsonValue() as fc.Arbitrary<never>, {
      maxKeys: 3,
    }),
    ignoreCooldown: fc.boolean(),
  },
  { requiredKeys: ['version', 'model', 'reason'] },
);

describe('docs/runs.md', () => {
  test('is what the schemas say: else run npm run docs:runs', () => {
    expect(page).toBe(runsPage());
  });

  test('says of every field what it means', () => {
    expect(page.split('\n').filter((line) => line.startsWith('| ') && line.endsWith('|  |'))).toEqual([]);
  });

  test.each([
    ['run request', runRequestSchema],
    ['run plan', runPlanSchema],
    ['routes', routesSchema],
  ])('has every field of the %s', (_, schema) => {
    for (const key of Object.keys(schema.shape)) expect(page).toContain(`| \`${key}\` |`);
  });

  test('shows a request that starts a run', async () => {
    const shown = /```json\n(.*)\n```/.exec(page)![1]!;
    expect(JSON.parse(shown)).toEqual(EXAMPLE);
    const world = new World({ plans: [planOf(EXAMPLE.model)] });
    await handle(push(shown), world.instance());
    expect(world.lines).toMatchObject([{ decision: 'started', reason: EXAMPLE.reason, asked: EXAMPLE.detail }]);
  });
});

describe('what the function takes', () => {
  test('is every request that the schema allows, unchanged but for defaults and the event', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        const result = (await translated(push(JSON.stringify(request)))) as { requests: object[] };
        const event = request.event ?? expect.stringMatching(/^(schedule|message):/);
        expect(result.requests).toEqual([{ ...JSON.parse(JSON.stringify(runRequestSchema.parse(request))), event }]);
      }),
    );
  });

  test('is what the JSON Schema of a request allows, and nothing else', async () => {
    const spoil = fc.record({
      key: fc.constantFrom(...Object.keys(runRequestSchema.shape), 'more'),
      value: fc.jsonValue(),
    });
    await fc.assert(
      fc.asyncProperty(anyRequest, spoil, async (request, { key, value }) => {
        const spoilt = JSON.parse(JSON.stringify({ ...request, [key]: value })) as object;
        const result = await translated(push(JSON.stringify(spoilt)));
        expect('requests' in result).toBe(requestJsonSchema(spoilt));
      }),
    );
  });

  test.each(PURPOSES)('is what Cloud Scheduler publishes for %s, as it is told to', async (purpose) => {
    const payload = schedulePayload('churn', purpose);
    const target = { topicName: 'projects/p/topics/t', data: Buffer.from(payload).toString('base64') };
    expect(new DiscoveredApi('cloudscheduler.v1').problems('PubsubTarget', target, 'request')).toEqual([]);
    expect(await translated(push(payload))).toMatchObject({
      requests: [{ model: 'churn', purpose, reason: 'schedule' }],
    });
  });
});

test('kinds of parameters are those of pipeline specs', () => {
  const kinds: readonly ParameterType_ParameterTypeEnum[] = PARAMETER_TYPES;
  expect(kinds).toHaveLength(6);
});
