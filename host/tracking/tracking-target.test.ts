import { expect, test } from 'vitest';
import { targetName, trackingTarget } from './tracking-target.ts';

const at = (uri: string | undefined, more: Readonly<Record<string, string>> = {}) => trackingTarget({ MLFLOW_TRACKING_URI: uri, ...more }, '/home/ada/churn');

test('without a variable runs go to the project', () => {
  expect(at(undefined)).toEqual({ kind: 'project' });
  expect(at(' ')).toEqual({ kind: 'project' });
});

test('a server is asked with what proves who asks, and is named without it', () => {
  const named = at('https://ann:s%40crt@mlflow.example.org/base/');
  const told = at('http://localhost:5000', { MLFLOW_TRACKING_TOKEN: 'abc' });

  expect(named).toEqual({ kind: 'server', url: 'https://mlflow.example.org/base', headers: { authorization: `Basic ${btoa('ann:s@crt')}` } });
  expect(told).toEqual({ kind: 'server', url: 'http://localhost:5000', headers: { authorization: 'Bearer abc' } });
  expect(targetName(named)).toBe('https://mlflow.example.org/base');
});

test('a database or a folder is relative to the project', () => {
  expect(at('sqlite:///mlflow.db')).toEqual({ kind: 'store', uri: 'sqlite:////home/ada/churn/mlflow.db' });
  expect(at('sqlite:////data/mlflow.db')).toEqual({ kind: 'store', uri: 'sqlite:////data/mlflow.db' });
  expect(at('./mlruns')).toEqual({ kind: 'store', uri: '/home/ada/churn/mlruns' });
  expect(at('file:///data/mlruns')).toEqual({ kind: 'store', uri: '/data/mlruns' });
  expect(targetName(at('postgresql://ann:secret@db/mlflow'))).toBe('postgresql://db/mlflow');
});

test('a service with a protocol of its own is left to the jobs', () => {
  expect(at('databricks')).toEqual({ kind: 'direct', uri: 'databricks' });
  expect(at('azureml://westeurope.api.azureml.ms/mlflow/v1.0/subscriptions/x').kind).toBe('direct');
});
