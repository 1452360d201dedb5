import { rule } from './rule';

export const stateHasAPlace = rule(
  '`state` has a `bucket` or `local: true`; `state.project` goes with a bucket.',
  ({ state }, context) => {
    const wrong = ['bucket', 'local'].some((key) => context.isWrong(['state', key]));
    if (state === undefined || wrong || state.bucket !== undefined) return [];
    if (state.local !== true) {
      const fix = 'add bucket: NAME, or local: true for a rehearsal';
      return [{ path: ['state'], message: 'no place for state', allowed: 'either "bucket" or "local: true"', fix }];
    }
    if (state.project === undefined) return [];
    const message = 'a project without a bucket';
    const allowed = 'the project of the state bucket';
    return [
      { path: ['state', 'project'], message, given: state.project, allowed, fix: 'add "bucket", or remove "project"' },
    ];
  },
);
