// B1 in the page: the whole text read by npm `yaml` against one keystroke in our document.
import { parseDocument } from 'yaml';
import { readYaml } from '#shared/yaml/read.ts';
import { makePipeline } from '../harness/make-pipeline.ts';

declare global {
  interface Window {
    measure(count: number, keys: number): { whole: number; full: number; key: number };
  }
}

/** Milliseconds: npm yaml over the whole text, ours over the whole text, ours for one typed digit (mean of `keys`). */
window.measure = (count, keys) => {
  const text = makePipeline(count);
  const doc = readYaml(text);
  const timed = (run: () => void): number => {
    const start = performance.now();
    run();
    return performance.now() - start;
  };
  const at = text.indexOf(`azureml:cpu_${count >> 1}`) + 'azureml:cpu_'.length;
  const key = timed(() => {
    for (let k = 0; k < keys; k++) doc.update([{ start: at + k, end: at + k, newText: String(k % 10) }]);
  });
  if (!doc.readable || doc.text.length !== text.length + keys) throw new Error('The document did not take the keys.');
  return { whole: timed(() => parseDocument(text)), full: timed(() => readYaml(text)), key: key / keys };
};
