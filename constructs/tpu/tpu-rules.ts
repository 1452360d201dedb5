import { Token } from 'cdktf';
import { type Rule } from '../core/errors';

const NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const ZONE = /^[a-z]+-[a-z]+\d+-[a-z]$/;
const ACCELERATOR_TYPE = /^[a-z][a-z0-9]*-\d+$/;
const RUNTIME_VERSION = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

const differs = (value: string, pattern: RegExp) => !Token.isUnresolved(value) && !pattern.test(value);

/** What is wrong with the name of a TPU VM or of a request for one. */
export const nameRule = (prop: string, value: string): Rule => ({
  broken: differs(value, NAME),
  problem: `${prop} "${value}" is not a name of at most 63 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen`,
});

export const zoneRule = (zone: string): Rule => ({
  broken: differs(zone, ZONE),
  problem: `zone "${zone}" is not a zone such as "europe-west4-b"`,
});

export const acceleratorTypeRule = (type: string): Rule => ({
  broken: differs(type, ACCELERATOR_TYPE),
  problem: `accelerator "${type}" is not an accelerator type such as "v5litepod-16"`,
});

export const runtimeVersionRule = (version: string): Rule => ({
  broken: differs(version, RUNTIME_VERSION),
  problem: `runtimeVersion "${version}" is not a TPU software version such as "v2-alpha-tpuv5-lite"`,
});
