import { expect, test } from 'vitest';
import { InstallerProgress } from './installer-progress.ts';

function told(text: string, cut: number) {
  const steps: string[] = [];
  const progress = new InstallerProgress((step, share) => steps.push(share === undefined ? step : `${step} ${Math.round(share * 100)}`));
  for (let at = 0; at < text.length; at += cut) progress.take(text.slice(at, at + cut));
  return steps.filter((step, at) => step !== steps[at - 1]);
}

const UV = `Resolved 6 packages in 2.32s
Downloading pandas (12.0MiB)
Downloading pyarrow (36.0MiB)
 Downloaded pandas
 Downloaded pyarrow
Prepared 6 packages in 7.25s
Installed 6 packages in 282ms
 + colorama==0.4.6
`;
const PIP = `Looking in links: /wheels
Collecting pandas
  Downloading pandas-3.1.1-cp311-cp311-manylinux_2_24_x86_64.whl (12.4 MB)
     ---------------------------------------- 12.4/12.4 MB 32.1 MB/s eta 0:00:00
Installing collected packages: tzdata, numpy, python-dateutil, pandas
Successfully installed pandas-3.1.1
`;

test.each([1, 7, 10_000])('of what uv says a share of the bytes is told, cut into pieces of %d', (cut) => {
  expect(told(UV, cut)).toEqual(['download', 'download 0', 'download 25', 'download 100', 'install']);
});

test('of what pip says only the step is told', () => {
  expect(told(PIP, 10_000)).toEqual(['download', 'install']);
});
