import { AlertPolicy } from '../../../constructs/monitoring/alert-policy';
import { UptimeCheck, type UptimeCheckProps } from '../../../constructs/monitoring/uptime-check';
import { Template, testStack } from '../../../testing';

const CHECK = 'google_monitoring_uptime_check_config';
const PROPS: UptimeCheckProps = { project: 'p', displayName: 'Front door', host: 'example.com', path: '/v1' };

function check(props: Partial<UptimeCheckProps> = {}) {
  const stack = testStack();
  const made = new UptimeCheck(stack, 'Check', { ...PROPS, ...props });
  return { stack, made, template: () => Template.fromStack(stack) };
}

test('a check asks by HTTPS every five minutes, and looks at the certificate', () => {
  check()
    .template()
    .hasResource(CHECK, {
      period: '300s',
      monitored_resource: { type: 'uptime_url', labels: { host: 'example.com', project_id: 'p' } },
      http_check: { path: '/v1', port: 443, use_ssl: true, validate_ssl: true },
    });
});

test('answers 2xx count as up unless other classes are named', () => {
  const codes = (status: number[]) => ({
    http_check: { accepted_response_status_codes: status.map((code) => ({ status_class: `STATUS_CLASS_${code}XX` })) },
  });
  check()
    .template()
    .hasResource(CHECK, codes([2]));
  check({ acceptedClasses: [2, 4] })
    .template()
    .hasResource(CHECK, codes([2, 4]));
});

test('its condition is about this check, in two places or more', () => {
  const { stack, made, template } = check();
  new AlertPolicy(stack, 'Policy', {
    project: 'p',
    displayName: 'down',
    severity: 'ERROR',
    conditions: [made.failing('Down')],
    documentation: { means: 'Down.', firstSteps: [] },
    notify: { nobody: 'a test' },
  });
  const { properties } = template().hasResource('google_monitoring_alert_policy');
  expect(properties).toMatchObject({
    conditions: [{ condition_threshold: { comparison: 'COMPARISON_GT', threshold_value: 1 } }],
  });
  expect(JSON.stringify(properties)).toContain('${google_monitoring_uptime_check_config.Check_');
});

test.each<[string, Partial<UptimeCheckProps>, string]>([
  ['a period that Google does not offer', { period: 30 }, 'period 30 is not valid: 60, 300, 600 or 900 seconds'],
  ['a path without a slash', { path: 'v1' }, 'path "v1" is not valid: it starts with "/"'],
])('%s is refused', (_, props, problem) => {
  expect(() => check(props)).toThrow(`stack/Check: ${problem}`);
});

test('the resource is reached as the default child', () => {
  const { made, template } = check();
  (made.node.defaultChild as unknown as { timeout: string }).timeout = '5s';
  template().hasResource(CHECK, { timeout: '5s' });
});
