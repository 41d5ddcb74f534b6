import { describe, expect, test } from 'vitest';
import { Random } from '#shared/testing/random.ts';
import { metricNamesIn, parseRules } from './parse-rules.ts';
import { randomGate } from './testing/random-gates.ts';

const words = (text: string): string[] => (parseRules(text).rules[0]?.tokens ?? []).map((token) => `${token.kind} ${text.slice(token.start, token.end)}`);

describe('parseRules', () => {
  test('gives every word its place, for colouring', () => {
    expect(words('  gap: when baseline, abs(cohorts[age > 60].recall) <= 5% # why')).toEqual([
      'label gap',
      'colon :',
      'when when',
      'when baseline',
      'when ,',
      'function abs',
      'mark (',
      'metric cohorts[age > 60].recall',
      'mark )',
      'operator <=',
      'number 5%',
      'comment # why',
    ]);
  });

  test('counts lines from 1, comments and blank lines included', () => {
    const { rules } = parseRules('\ufeff# rules\r\n\r\na > 1\r\n  b > 2\r\n');

    expect(rules.map((rule) => [rule.lineNumber, rule.text])).toEqual([
      [3, 'a > 1'],
      [4, 'b > 2'],
    ]);
  });

  test.each([
    ['accuracy >= ', '', 'missing before the end'],
    ['accuracy = 0.8', '=', 'Write == if you mean it'],
    ['a > 1 > 2', '>', 'stands where the rule should end'],
    ['a > abs(1, 2)', 'abs', 'takes one value'],
    ['good: a > (1', '', 'closing bracket is missing'],
    ['cohorts[x > 1', 'cohorts[x > 1', 'closing ]'],
    [`${'l'.repeat(81)}: a > 1`, 'l'.repeat(81), 'label is longer'],
  ])('says where a rule cannot be read: %s', (text, at, message) => {
    const error = parseRules(text).rules[0]?.error;

    expect(error?.message).toContain(message);
    expect(text.slice(error?.start, error?.end)).toBe(at);
  });

  test('says in which line the rules are too many', () => {
    const { rules, errors } = parseRules('a > 1\n'.repeat(201));

    expect([rules.length, errors.length, errors[0]?.start]).toEqual([200, 1, 1200]);
  });

  test('names the metrics that a rule reads, once each', () => {
    const [rule] = parseRules('abs(recall - cohorts.over_60.recall) <= recall + baseline.recall * 2').rules;

    expect(rule && metricNamesIn(rule)).toEqual(['recall', 'cohorts.over_60.recall', 'baseline.recall']);
  });

  test('whatever the text, words stand in order inside their line, and a rule has a tree or an error', () => {
    const random = new Random(11);
    const broken: string[] = [];
    for (let k = 0; k < 500; k++) {
      const { rules: text } = randomGate(random);
      let at = 0;
      for (const rule of parseRules(text).rules) {
        const isWhole = rule.start >= at && text.slice(rule.start, rule.end) === rule.text && (rule.tree === undefined) === (rule.error !== undefined);
        at = rule.start;
        for (const token of rule.tokens) {
          if (!isWhole || token.start < at || token.end > rule.end || text.slice(token.start, token.end) !== token.text) broken.push(text);
          at = token.end;
        }
        at = rule.end;
      }
    }

    expect(broken).toEqual([]);
  });
});
