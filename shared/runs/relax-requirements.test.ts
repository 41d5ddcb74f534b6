import { expect, test } from 'vitest';
import { relaxRequirements } from './relax-requirements.ts';

test('the pin that fails gives way first, within its major version and its time', () => {
  const ways = relaxRequirements(
    ['scikit-learn==0.24.2', 'pandas==1.1.5', 'mlflow'],
    'scikit-learn==0.24.2 has no wheels with a matching Python ABI tag',
    '3.11.7',
  );

  expect(ways[0]).toEqual({ requirements: ['scikit-learn>=0.24,<2', 'pandas==1.1.5', 'mlflow'], before: '2023-09-01' });
  expect(ways[1]?.requirements).toEqual(['scikit-learn>=0.24,<2', 'pandas>=1.1,<2', 'mlflow']);
  expect(ways[ways.length - 1]).toEqual({ requirements: ['scikit-learn>=0.24', 'pandas>=1.1', 'mlflow'], before: undefined });
});

test('without pins only the time can change', () => {
  expect(relaxRequirements(['mlflow', 'git+https://example.org/x.git'], 'no', '3.11.7')).toEqual([
    { requirements: ['mlflow', 'git+https://example.org/x.git'], before: '2023-09-01' },
  ]);
});
