import { Construct } from 'constructs';
import { Capability, type CapabilityInfo, capabilityOf } from '../../../constructs/core/capability';
import { testStack } from '../../../testing';

const info = (kind: string): CapabilityInfo => ({ kind, title: kind, sinceLevel: 0, makes: kind, services: [] });

class Some extends Capability {
  constructor(scope: Construct, id: string, kind: string) {
    super(scope, id, info(kind));
  }
}

test('a construct belongs to the nearest capability above it, itself included', () => {
  const outer = new Some(testStack(), 'Outer', 'outer');
  const inner = new Some(outer, 'Inner', 'inner');
  const deep = new Construct(new Construct(inner, 'Group'), 'Deep');
  expect(capabilityOf(deep)?.kind).toBe('inner');
  expect(capabilityOf(inner)?.kind).toBe('inner');
  expect(capabilityOf(new Construct(outer, 'Beside'))?.kind).toBe('outer');
});

test('what is in no capability belongs to none', () => {
  expect(capabilityOf(new Construct(testStack(), 'Alone'))).toBeUndefined();
});
