import { describe, expect, it } from 'vitest';
import { contextOf } from '#shared/testing/project-of.ts';
import { rangeInDocument, rulesPlace } from './rules-place.ts';

function placeOf(rules: string, head = '') {
  const { doc, pipeline } = contextOf(
    `type: pipeline\n${head}jobs:\n  gate:\n    type: command\n    command: g\n    environment: azureml:e:1\n    inputs:\n${rules}    outputs: {verdict: {type: uri_file}}\n`,
  );
  const job = pipeline.job('gate');
  const place = job && rulesPlace(pipeline, job);
  return { text: doc.text, place };
}

describe('rulesPlace', () => {
  it('finds a word of a block in the text, whatever its indentation', () => {
    const { text, place } = placeOf('      rules: |\n\n          # first\n          a >= 1\r\n            deeper < 2\n');
    const at = place?.text.indexOf('deeper') ?? -1;
    const found = place?.node && rangeInDocument(text, place.node, { start: at, end: at + 6 });

    expect(found && text.slice(found.start, found.end)).toBe('deeper');
    expect(found?.start).toBe(text.indexOf('deeper'));
  });

  it('finds a word of a quoted rule', () => {
    const { text, place } = placeOf('      rules: "auc >= 0.9"\n');
    const found = place?.node && rangeInDocument(text, place.node, { start: 0, end: 3 });

    expect(found && text.slice(found.start, found.end)).toBe('auc');
  });

  it('takes the whole of what is folded', () => {
    const { text, place } = placeOf('      rules: >\n        auc >= 0.9\n');
    const found = place?.node && rangeInDocument(text, place.node, { start: 0, end: 3 });

    expect(found && text.slice(found.start, found.start + 1)).toBe('>');
  });

  it('follows a binding to the input of the pipeline', () => {
    const { place } = placeOf('      rules: ${{parent.inputs.rules}}\n', 'inputs:\n  rules: |\n    a > 1\n');

    expect(place).toMatchObject({ path: ['inputs', 'rules'], text: 'a > 1\n' });
  });

  it('says where rules would be written while there are none', () => {
    expect(placeOf('      metrics: {type: uri_file, path: m.json}\n').place).toMatchObject({ path: ['jobs', 'gate', 'inputs', 'rules'], text: '' });
  });
});
