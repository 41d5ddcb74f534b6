import { describe, expect, it } from 'vitest';
import { zoomFactor } from './zoom.ts';

describe('zoomFactor', () => {
  it('is 1 until the user changes it', () => {
    expect(zoomFactor({ values: {} })).toBe(1);
  });

  it('follows the setting, and its default where the value makes no sense', () => {
    expect(zoomFactor({ values: { 'appearance.zoom': 150 } })).toBe(1.5);
    expect(zoomFactor({ values: { 'appearance.zoom': 5000 } })).toBe(1);
  });
});
