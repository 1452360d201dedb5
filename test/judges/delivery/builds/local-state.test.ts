import { workspace } from './workspace';

const { run } = workspace((config) =>
  config.replace('state: { bucket: acme-churn-tfstate }', 'state: { local: true }'),
);

test('deploys nothing whose state is a file, which the next build would not find', async () => {
  const ran = await run('terraform-apply', {}, []);
  expect(ran.asked.filter((command) => command.startsWith('terraform'))).toEqual([]);
  expect(ran.output('apply')).toContain('its state is no bucket: remove local: true from state in the configuration');
  expect(ran.succeeded).toBe(false);
});
