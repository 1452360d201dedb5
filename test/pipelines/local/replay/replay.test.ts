import { decideRetraining } from '../../../../pipelines/local/replay/decision';
import { type Replay } from '../../../../pipelines/local/replay/months';
import { replayPage } from '../../../../pipelines/local/replay/page';
import { replayRule, replayTable } from '../../../../pipelines/local/replay/table';

const LIMITS = { drift: 0.3, degradation: 0.1 };
const watched = (alarm: boolean, logLoss: number) => ({ alarm, drift: { column: 'temp', distance: 0.44 }, logLoss });

describe('a month is retrained', () => {
  test('when a column moved over the threshold, and the reason names it', () => {
    expect(decideRetraining(watched(true, 0.5), 0.5, LIMITS)).toEqual({
      retrain: true,
      reason: 'temp moved by 0.44, over 0.3',
    });
  });

  test('when the champion became worse than it was accepted with', () => {
    expect(decideRetraining(watched(false, 0.6), 0.5, LIMITS)).toEqual({
      retrain: true,
      reason: 'log loss is 20 % above 0.500',
    });
  });

  test('not when nothing moved and the loss rose by less than a tenth', () => {
    expect(decideRetraining(watched(false, 0.54), 0.5, LIMITS).retrain).toBe(false);
  });
});

const champion = { version: 1, trainedOn: [1, 2, 3] };
const REPLAY: Replay = {
  metric: 'log_loss',
  minGain: 0.005,
  driftThreshold: 0.3,
  months: [
    {
      month: 4,
      lateShare: 0.28,
      retrained: true,
      reason: 'there is no champion yet',
      challenger: { ...champion, logLoss: 0.6218 },
      winner: 'challenger',
      runs: ['tabular-training-0001'],
    },
    {
      month: 5,
      lateShare: 0.222,
      drift: { column: 'temp', distance: 0.79 },
      champion: { ...champion, logLoss: 0.4765 },
      retrained: true,
      reason: 'temp moved by 0.79, over 0.3',
      challenger: { trainedOn: [2, 3, 4], logLoss: 0.4791 },
      winner: 'champion',
      runs: ['model-monitoring-0001', 'tabular-training-0002'],
    },
    {
      month: 6,
      lateShare: 0.306,
      drift: { column: 'temp', distance: 0.2 },
      champion: { ...champion, logLoss: 0.5 },
      retrained: false,
      reason: 'nothing moved over 0.3, and the log loss has not risen',
      winner: 'champion',
      runs: ['model-monitoring-0002'],
    },
  ],
};

test('the table has a line for each month: who served, who was trained, who serves from now on', () => {
  expect(replayTable(REPLAY)).toMatchInlineSnapshot(`
    "month  late  moved most  champion    log loss  challenger  log loss  serves from now on
    --------------------------------------------------------------------------------------------
    Apr    28 %  -           -                  -  v1 Jan-Mar    0.6218  v1, the challenger wins
    May    22 %  temp 0.79   v1 Jan-Mar    0.4765  Feb-Apr       0.4791  v1, the champion stays
    Jun    31 %  temp 0.20   v1 Jan-Mar    0.5000  -                  -  v1, not retrained"
  `);
});

test('the rule states the metric and the thresholds that decided', () => {
  expect(replayRule(REPLAY)).toMatch(/more than 0\.3 .*log loss on the month is lower by more than 0\.005/);
});

test('the page holds plot and table, and loads nothing from elsewhere', () => {
  const page = replayPage(REPLAY, '<?xml version="1.0"?>\n<svg id="plot"></svg>');
  expect(page).toContain('<figure><svg id="plot"></svg></figure>');
  expect(page).toContain('<td>v1, the champion stays</td>');
  expect(page).not.toMatch(/<link|<script|src=|<\?xml/);
});
