import fs from 'node:fs';
import path from 'node:path';
import { dump, load } from 'js-yaml';
import { parseDocument } from 'yaml';
import { Workspace } from '#shared/document/workspace.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Benchmark, Comparison } from '../benchmark.ts';
import { changedLines } from '../harness/changed-lines.ts';
import { median } from '../stats.ts';

/** What came of one file. Undefined where the way could not read or write it. */
interface Outcome {
  readonly isSame: boolean;
  readonly linesOfEdit: number | undefined;
  readonly commentsKept: number | undefined;
}

type Way = (text: string, edit: { readonly key: string; readonly value: string } | undefined) => string | undefined;

/** Opening, changing one value, saving: what is left of a file that somebody wrote. Runs on `--corpus FOLDER`, else on the project's own examples. */
export const fidelity: Benchmark = {
  id: 'fidelity',
  title: 'Open, change one value, save: lines changed by printing the document / by ours',
  async run({ corpus, say }) {
    const root = process.env.SLUICE_ROOT ?? '.';
    const folders = corpus === undefined ? [path.join(root, 'examples'), path.join(root, 'components')] : [corpus];
    const files = folders.flatMap((folder) => (fs.existsSync(folder) ? yamlFiles(folder) : []));
    const texts = files.map((file) => fs.readFileSync(file, 'utf8')).filter((text) => text.trim() !== '');
    say(`${texts.length} files`);
    const ways: Readonly<Record<string, Way>> = { 'js-yaml dump': byJsYaml, 'yaml toString': byYaml, Sluice: byUs };
    const outcomes = new Map(Object.entries(ways).map(([name, way]) => [name, texts.map((text) => outcomeOf(text, way))]));
    for (const [name, all] of outcomes) say(`${name}: ${summary(all)}`);
    const ours = outcomes.get('Sluice') ?? [];
    const comparisons: Comparison[] = [];
    for (const name of ['js-yaml dump', 'yaml toString']) {
      const theirs = outcomes.get(name) ?? [];
      const ratios = theirs.flatMap(({ linesOfEdit }, k) => {
        const own = ours[k]?.linesOfEdit;
        return linesOfEdit === undefined || own === undefined || own === 0 ? [] : [linesOfEdit / own];
      });
      if (ratios.length > 0) {
        const note = `${name}: ${summary(theirs)}; ours: ${summary(ours)}`;
        comparisons.push({ what: `${texts.length} files, lines of an edit`, a: name, b: 'Sluice', ratios, note });
      }
    }
    const same = ours.filter(({ isSame }) => isSame).length;
    comparisons.push({ what: 'saved as they were', a: 'ours', b: 'all', ratios: [same / texts.length], floor: 1, target: 1 });
    return comparisons;
  },
};

function byJsYaml(text: string, edit: Parameters<Way>[1]): string {
  const value = load(text);
  if (edit && typeof value === 'object' && value !== null) Object.assign(value, { [edit.key]: edit.value });
  return dump(value);
}

function byYaml(text: string, edit: Parameters<Way>[1]): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  if (edit) document.set(edit.key, edit.value);
  return document.toString();
}

function byUs(text: string, edit: Parameters<Way>[1]): string | undefined {
  const session = new Workspace({ now: () => 0 }).open('file.yml', text);
  if (edit && !session.apply(set, { path: [edit.key], value: edit.value }).ok) return undefined;
  return session.text;
}

function outcomeOf(text: string, way: Way): Outcome {
  const attempt = (edit: Parameters<Way>[1]): string | undefined => {
    try {
      return way(text, edit);
    } catch {
      return undefined;
    }
  };
  const key = keyToChange(text);
  const changed = key === undefined ? undefined : attempt({ key, value: 'changed by a benchmark' });
  const before = comments(text);
  return {
    isSame: attempt(undefined) === text,
    linesOfEdit: changed === undefined ? undefined : changedLines(text, changed),
    commentsKept: changed === undefined || before.length === 0 ? undefined : before.filter((comment) => changed.includes(comment)).length / before.length,
  };
}

/** A key of the root that holds one value on its line, words before others. */
function keyToChange(text: string): string | undefined {
  const keys = [...text.matchAll(/^([a-z_]+):[ \t]+[^\s|>&*{[#][^\r\n]*$/gm)].map((match) => match[1]);
  return ['display_name', 'description', 'experiment_name', 'name', 'version'].find((key) => keys.includes(key)) ?? keys[0];
}

function comments(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1]?.trim() ?? []);
}

function summary(all: readonly Outcome[]): string {
  const percent = (count: number, of: number) => `${((count / Math.max(1, of)) * 100).toFixed(1)} %`;
  const written = all.filter(({ linesOfEdit }) => linesOfEdit !== undefined);
  const kept = all.flatMap(({ commentsKept }) => commentsKept ?? []);
  const lines = written.map(({ linesOfEdit }) => linesOfEdit ?? 0);
  const mean = kept.reduce((sum, share) => sum + share, 0) / Math.max(1, kept.length);
  return `${percent(all.filter(({ isSame }) => isSame).length, all.length)} saved as they were, an edit changes ${median(lines)} lines (${Math.max(...lines)} at most), ${(mean * 100).toFixed(1)} % of comments kept`;
}

function yamlFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : yamlFiles(file);
      return /\.ya?ml$/i.test(entry.name) ? [file] : [];
    })
    .sort();
}
