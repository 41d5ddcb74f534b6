import { describe, expect, test } from 'vitest';
import { GATE_KINDS, type GateHints, gateKindOf, roleOfGate } from './gate-kind.ts';

const NOTHING: GateHints = { tag: undefined, role: undefined, isTagged: false, componentName: undefined, inputs: [], outputs: [] };

describe('the kind of a gate', () => {
  test.each(GATE_KINDS)('is %s where the tag says so', (kind) => {
    expect(gateKindOf({ ...NOTHING, tag: ` ${kind.toUpperCase()} ` })).toBe(kind);
  });

  test('is that of the role, once there is a verdict', () => {
    expect(gateKindOf({ ...NOTHING, role: 'approve', outputs: ['verdict'] })).toBe('approval');
    expect(gateKindOf({ ...NOTHING, role: 'validate', outputs: ['verdict'] })).toBe('data');
    expect(gateKindOf({ ...NOTHING, role: 'test', outputs: ['verdict'] })).toBe('smoke');
    expect(gateKindOf({ ...NOTHING, role: 'test', componentName: 'unit-tests', outputs: ['verdict'] })).toBe('tests');
    expect(gateKindOf({ ...NOTHING, role: 'validate', outputs: ['report'] })).toBeUndefined();
  });

  test('is metrics for what takes rules or metrics, unless its name says more', () => {
    expect(gateKindOf({ ...NOTHING, inputs: ['rules'], outputs: ['verdict'] })).toBe('metrics');
    expect(gateKindOf({ ...NOTHING, componentName: 'quality_gate' })).toBe('metrics');
    expect(gateKindOf({ ...NOTHING, componentName: 'fairness_gate', inputs: ['metrics'], outputs: ['verdict'] })).toBe('cohorts');
    expect(gateKindOf({ ...NOTHING, componentName: 'secret_gate' })).toBe('secrets');
  });

  test('is none for a job that judges nothing, or a tag that means nothing', () => {
    expect(gateKindOf({ ...NOTHING, role: 'train', outputs: ['model'] })).toBeUndefined();
    expect(gateKindOf({ ...NOTHING, tag: 'garden' })).toBeUndefined();
    expect(gateKindOf({ ...NOTHING, role: 'gate', outputs: ['x'] })).toBeUndefined();
    expect(gateKindOf({ ...NOTHING, role: 'gate', isTagged: true })).toBe('metrics');
  });
});

test('a gate that says only its kind has a role', () => {
  expect(GATE_KINDS.map(roleOfGate)).toEqual(['validate', 'gate', 'gate', 'gate', 'gate', 'test', 'approve']);
});
