import { type Build, type BuildStep } from '../../../../delivery/build';

/** A build with mistakes in it, and everything that is said about it. */
export interface Broken {
  /** What is wrong with it. */
  readonly what: string;
  readonly build: Build;
  readonly problems: readonly string[];
}

export const step: BuildStep = { id: 'test', name: 'node:20', script: '#!/usr/bin/env bash\nnpm test\n' };
export const other: BuildStep = { id: 'deploy', name: 'ubuntu:24.04', args: ['ls'] };

/** @param build may be anything, as from a program without types */
export const broken = (what: string, build: object, ...problems: readonly string[]): Broken => ({
  what,
  build: { steps: [step, other], ...build } as Build,
  problems,
});

/** A build of one step, which is changed. */
export const brokenStep = (what: string, change: object, ...problems: readonly string[]): Broken =>
  broken(what, { steps: [{ ...step, ...change }] }, ...problems.map((problem) => `step "test": ${problem}`));

export const long = (length: number): string => 'x'.repeat(length);
export const many = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, at) => make(at));
