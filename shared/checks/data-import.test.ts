import { expect, test } from 'vitest';
import { problemsOf } from '../testing/check-tester.ts';

test('a schedule of a data import names its file or says it, and the file may say where data comes from', () => {
  const schedule = (data: string) =>
    `$schema: http://azureml/sdk-2-0/Schedule.json\nname: nightly\ntrigger: { type: cron, expression: "15 10 * * 1" }\nimport_data: ${data}\n`;
  const source = '{ type: database, query: select 1, connection: azureml:snow }';
  const address = 'azureml://datastores/store/paths/snow';

  expect(problemsOf(undefined, schedule('./import.yml'))).toEqual([]);
  expect(problemsOf(undefined, schedule(`{ type: mltable, name: snow, path: '${address}', source: ${source} }`))).toEqual([]);
  expect(problemsOf(undefined, `$schema: http://azureml/sdk-2-0/DataImport.json\ntype: mltable\nname: snow\nsource: ${source}\npath: ${address}\n`)).toEqual(
    [],
  );
});
