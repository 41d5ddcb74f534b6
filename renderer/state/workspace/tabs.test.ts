import { describe, expect, it } from 'vitest';
import { nextActive, type Tab, withTab } from './tabs.ts';

const tab = (path: string, more: Partial<Tab> = {}): Tab => ({ path, isPreview: false, isDirty: false, isReadOnly: false, onDisk: 'same', trail: [], ...more });

describe('withTab', () => {
  it('puts a new tab beside the active one', () => {
    const { tabs } = withTab([tab('a'), tab('b')], tab('c'), 'a');

    expect(tabs.map((each) => each.path)).toEqual(['a', 'c', 'b']);
  });

  it('lets a preview take the place of the preview before it', () => {
    const { tabs, replaced } = withTab([tab('a'), tab('b', { isPreview: true })], tab('c', { isPreview: true }), 'a');

    expect(tabs.map((each) => each.path)).toEqual(['a', 'c']);
    expect(replaced).toBe('b');
  });

  it('never gives up a preview that holds unsaved work', () => {
    const { tabs } = withTab([tab('b', { isPreview: true, isDirty: true })], tab('c', { isPreview: true }), 'b');

    expect(tabs.map((each) => each.path)).toEqual(['b', 'c']);
  });

  it('keeps a file that is opened for good', () => {
    const { tabs } = withTab([tab('a', { isPreview: true })], tab('a'), 'a');

    expect(tabs[0]?.isPreview).toBe(false);
  });
});

describe('nextActive', () => {
  it('goes right, at the end left', () => {
    const tabs = [tab('a'), tab('b'), tab('c')];

    expect([nextActive(tabs, 'a'), nextActive(tabs, 'c'), nextActive([tab('a')], 'a')]).toEqual(['b', 'b', undefined]);
  });
});
