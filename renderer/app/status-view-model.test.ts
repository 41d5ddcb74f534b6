import { expect, test } from 'vitest';
import { Workspace } from '#shared/document/workspace.ts';
import { describePlace } from './status-view-model.ts';

const TEXT =
  'type: pipeline\njobs:\n  a:\n    component: azureml:a:1\n  # b\n  b:\n    component: azureml:b:1\n    inputs:\n      x: ${{parent.jobs.a.outputs.y}}\n';
const session = new Workspace({ now: () => 0 }).open('pipeline.yml', TEXT);
const caret = (hasKeys: boolean, path = 'pipeline.yml', isShown = true) => ({ path, isShown, hasKeys, line: 4, column: 7 });

test('the place is the caret while the text has the keys, and after it was clicked in', () => {
  expect(describePlace(session, caret(true), { primary: 'parent.jobs.b', source: 'canvas' })).toBe('Ln 4, Col 7');
  expect(describePlace(session, caret(false), { primary: 'parent.jobs.a', source: 'text' })).toBe('Ln 4, Col 7');
  expect(describePlace(session, caret(false), undefined)).toBe('Ln 4, Col 7');
});

test('the place is the line of what is selected elsewhere', () => {
  const edge = session.pipeline.edges[0]?.id ?? '';

  expect(describePlace(session, caret(false), { primary: 'parent.jobs.b', source: 'canvas' })).toBe('Ln 6');
  expect(describePlace(session, caret(false), { primary: 'parent.jobs.b.inputs.x', source: 'outline' })).toBe('Ln 9');
  expect(describePlace(session, caret(false), { primary: edge, source: 'canvas' })).toBe('Ln 9');
  expect(describePlace(session, caret(false, 'pipeline.yml', false), { primary: 'parent.jobs.b', source: 'canvas' })).toBe('Ln 6');
});

test('no caret is named that is not on screen', () => {
  expect(describePlace(session, caret(false, 'pipeline.yml', false), undefined)).toBe('');
  expect(describePlace(session, caret(false, 'other.yml'), { primary: 'parent.jobs.gone', source: 'canvas' })).toBe('');
});
