import { familyOfRole, iconOfJob, wordOfJob } from '#renderer/state/job-look.ts';
import type { IconName } from '#renderer/ui/icons/icon.tsx';
import { type CommandDefinition, keysOf } from '#shared/commands/command.ts';
import type { Session } from '#shared/document/session-types.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';

/** One row of the search. */
export interface PaletteItem {
  readonly id: string;
  readonly icon: IconName;
  readonly family: string;
  readonly title: string;
  /** The title stands in the user's file: mono. */
  readonly isName: boolean;
  readonly note: string;
  readonly keys: string | undefined;
  readonly isDisabled: boolean;
  readonly goal:
    | { readonly kind: 'end'; readonly end: string }
    | { readonly kind: 'range'; readonly start: number; readonly end: number }
    | { readonly kind: 'command'; readonly command: string }
    | { readonly kind: 'file'; readonly path: string };
}

export interface PaletteGroup {
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

export interface PaletteSources {
  readonly session: Session | undefined;
  readonly files: readonly string[];
  readonly commands: readonly CommandDefinition[];
  readonly recent: readonly string[];
  isEnabled(id: string): boolean;
}

const MOST = { named: 8, values: 3, files: 5, commands: 8 };

const AREA_ICONS: Readonly<Record<string, IconName>> = {
  file: 'file',
  edit: 'pencil',
  pipeline: 'workflow',
  view: 'columns-2',
  graph: 'workflow',
  text: 'text-align-start',
  problems: 'circle-alert',
  search: 'search',
  help: 'info',
};

const COMMAND_ICONS: Readonly<Record<string, IconName>> = {
  'file.openFolder': 'folder-open',
  'file.newPipeline': 'file-plus',
  'file.newFromTemplate': 'file-plus',
  'file.save': 'save',
  'file.saveAll': 'save',
  'file.compareWithDisk': 'git-compare',
  'file.closeTab': 'x',
  'file.closeProject': 'x',
  'file.nextTab': 'arrow-right',
  'file.previousTab': 'arrow-left',
  'app.settings': 'settings',
  'edit.undo': 'undo-2',
  'edit.redo': 'redo-2',
  'edit.copy': 'copy',
  'edit.cut': 'scissors',
  'pipeline.connectFrom': 'link',
  'pipeline.connectInto': 'link',
  'pipeline.disconnect': 'unlink',
  'pipeline.addJob': 'plus',
  'pipeline.addInput': 'log-in',
  'pipeline.addOutput': 'log-out',
  'pipeline.renameSelected': 'pencil',
  'pipeline.deleteJob': 'trash-2',
  'pipeline.duplicateJob': 'copy',
  'pipeline.toggleComment': 'hash',
  'pipeline.moveUp': 'arrow-up',
  'pipeline.moveDown': 'arrow-down',
  'pipeline.extract': 'scissors',
  'pipeline.openComponent': 'box',
  'view.text': 'text-align-start',
  'view.graph': 'workflow',
  'view.swap': 'arrow-right-left',
  'view.files': 'files',
  'view.outline': 'list-tree',
  'view.components': 'boxes',
  'view.inspector': 'panel-right',
  'view.theme': 'palette',
  'help.shortcuts': 'keyboard',
  'graph.direction': 'arrow-down-up',
  'graph.tidy': 'align-vertical-distribute-center',
  'graph.unpin': 'pin-off',
  'graph.addNote': 'sticky-note',
  'graph.find': 'search',
  'text.find': 'search',
  'search.jobs': 'search',
  'problems.fix': 'lightbulb',
};

/** What fits the words: `>` commands only, `@` jobs only, else everything. */
export function searchPalette(query: string, sources: PaletteSources): readonly PaletteGroup[] {
  const prefix = query.startsWith('>') || query.startsWith('@') ? query.charAt(0) : '';
  const words = query.slice(prefix.length).trim().toLowerCase();
  const groups: PaletteGroup[] = [];
  const { session } = sources;
  if (session && prefix !== '>') {
    const { pipeline } = session;
    const isWide = prefix === '' && words !== '';
    const named = best(
      [...jobItems(session, pipeline), ...(isWide ? portItems(session, pipeline) : [])],
      words,
      words === '' ? 6 : prefix === '@' ? 200 : MOST.named,
    );
    groups.push({ title: 'In this pipeline', items: [...named, ...(isWide ? best(valueItems(session, words), words, MOST.values) : [])] });
  }
  if (prefix !== '@') {
    groups.push({ title: 'Commands', items: commandItems(sources, words).slice(0, prefix === '>' ? 200 : MOST.commands) });
  }
  if (prefix === '' && words !== '') {
    groups.push({ title: 'Files', items: best(sources.files.map(fileItem), words, MOST.files) });
  }
  return groups.filter((group) => group.items.length > 0);
}

/** How well a text fits: 0 the beginning, 1 the beginning of a word, 2 inside, 3 its letters in order; undefined not at all. */
export function fitOf(text: string, words: string): number | undefined {
  if (words === '') return 0;
  const low = text.toLowerCase();
  const at = low.indexOf(words);
  if (at === 0) return 0;
  if (at > 0) return /[\s_./:-]/.test(low.charAt(at - 1)) ? 1 : 2;
  const parts = words.split(/\s+/);
  if (parts.length > 1 && parts.every((part) => low.includes(part))) return 2;
  return words.length >= 3 && areNear(low, words) ? 3 : undefined;
}

/** The letters of `words` in their order, not further apart than twice their number. */
function areNear(text: string, words: string): boolean {
  for (let from = text.indexOf(words.charAt(0)); from >= 0; from = text.indexOf(words.charAt(0), from + 1)) {
    let k = 0;
    for (const letter of text.slice(from, from + words.length * 2)) if (letter === words[k]) k++;
    if (k === words.length) return true;
  }
  return false;
}

function best(items: readonly PaletteItem[], words: string, most: number): readonly PaletteItem[] {
  return items
    .map((item, order) => ({ item, order, fit: fitOf(item.title, words) }))
    .filter((each): each is typeof each & { fit: number } => each.fit !== undefined)
    .sort((a, b) => a.fit - b.fit || a.order - b.order)
    .slice(0, most)
    .map((each) => each.item);
}

function jobItems(session: Session, pipeline: Pipeline): PaletteItem[] {
  return pipeline.jobs.map((job) => ({
    id: `job ${job.id}`,
    icon: iconOfJob(job),
    family: familyOfRole(job.role),
    title: job.id,
    isName: true,
    note: `${wordOfJob(job)}, line ${session.doc.positionAt(job.entry.start).line}`,
    keys: undefined,
    isDisabled: false,
    goal: { kind: 'end', end: `parent.jobs.${job.id}` },
  }));
}

function portItems(session: Session, pipeline: Pipeline): PaletteItem[] {
  const item = (id: string, icon: PaletteItem['icon'], title: string, note: string): PaletteItem => ({
    id,
    icon,
    family: 'none',
    title,
    isName: true,
    note,
    keys: undefined,
    isDisabled: false,
    goal: { kind: 'end', end: id },
  });
  const items: PaletteItem[] = [];
  for (const end of pipeline.inputs)
    items.push(item(`parent.inputs.${end.name}`, 'log-in', end.name, `pipeline input, line ${session.doc.positionAt(end.entry.start).line}`));
  for (const end of pipeline.outputs)
    items.push(item(`parent.outputs.${end.name}`, 'log-out', end.name, `pipeline output, line ${session.doc.positionAt(end.entry.start).line}`));
  for (const job of pipeline.jobs) {
    for (const port of job.outputs) {
      const uses = pipeline.edgesOutOf(job.id).filter((edge) => edge.from === port.end).length;
      items.push(
        item(
          port.end,
          port.type?.includes('model') ? 'diamond' : 'circle',
          port.name,
          `output of ${job.id}, ${uses === 0 ? 'not connected' : uses === 1 ? 'used once' : `used ${uses} times`}`,
        ),
      );
    }
    for (const port of job.inputs) {
      if (port.entry === undefined && !port.missing) continue;
      const from = port.bound === undefined ? undefined : parseEnd(port.bound);
      const source = from && ('job' in from ? from.job : from.name);
      items.push(
        item(port.end, source === undefined ? 'port-square' : 'circle', port.name, `input of ${job.id}${source === undefined ? '' : `, from ${source}`}`),
      );
    }
  }
  return items;
}

/** Keys with a plain value anywhere in the file: `traffic: 10`. */
function valueItems(session: Session, words: string): PaletteItem[] {
  const items: PaletteItem[] = [];
  const walk = (node: YamlNode | null | undefined, owner: string): void => {
    if (!node || items.length >= 40) return;
    if (node.kind === 'sequence') for (const each of node.items) walk(each.value, owner);
    if (node.kind !== 'mapping') return;
    for (const entry of node.entries) {
      const { value, name } = entry;
      if (name === undefined) continue;
      if (value?.kind === 'scalar' && !value.text.includes('\n') && value.text !== '') {
        const title = `${name}: ${value.text}`;
        const fit = fitOf(title, words);
        // Two letters stand inside of nearly everything.
        if (fit !== undefined && (fit < 2 || words.length > 2) && !value.text.includes('${{')) {
          items.push({
            id: `value ${entry.start}`,
            icon: 'hash',
            family: 'none',
            title,
            isName: true,
            note: `${owner === '' ? '' : `${owner}, `}line ${session.doc.positionAt(entry.start).line}`,
            keys: undefined,
            isDisabled: false,
            goal: { kind: 'range', start: entry.start, end: entry.end },
          });
        }
      } else walk(value, owner === 'jobs' || owner === '' ? name : owner);
    }
  };
  walk(session.doc.map, '');
  return items;
}

function commandItems(sources: PaletteSources, words: string): readonly PaletteItem[] {
  const items = sources.commands
    .filter((command) => command.palette !== false)
    .map(
      (command): PaletteItem => ({
        id: `command ${command.id}`,
        icon: COMMAND_ICONS[command.id] ?? AREA_ICONS[command.id.split('.')[0] ?? ''] ?? 'chevron-right',
        family: 'none',
        title: command.title,
        isName: false,
        note: '',
        keys: keysOf(command)[0],
        isDisabled: !sources.isEnabled(command.id),
        goal: { kind: 'command', command: command.id },
      }),
    );
  const rank = (item: PaletteItem) => {
    const at = item.goal.kind === 'command' ? sources.recent.indexOf(item.goal.command) : -1;
    return at < 0 ? sources.recent.length : at;
  };
  // What cannot be done now is shown where it is searched for, behind what can.
  const enabled = items.filter((item) => !item.isDisabled);
  if (words === '') return [...enabled].sort((a, b) => rank(a) - rank(b));
  const disabled = items.filter((item) => item.isDisabled).map((item) => ({ ...item, note: whyNot(item, sources) }));
  return [...best(enabled, words, 200), ...best(disabled, words, 5)];
}

/** Why a command cannot be run now, in a few words. */
function whyNot(item: PaletteItem, { session }: PaletteSources): string {
  const area = item.goal.kind === 'command' ? item.goal.command.split('.')[0] : '';
  if (item.goal.kind === 'command' && item.goal.command === 'edit.undo') return 'nothing to undo';
  if (item.goal.kind === 'command' && item.goal.command === 'edit.redo') return 'nothing to redo';
  if (!session) return area === 'file' || area === 'app' ? 'needs an open folder' : 'needs an open pipeline';
  if (!session.doc.readable) return 'the text cannot be read';
  if (area === 'pipeline' || area === 'edit') return 'not for what is selected';
  if (area === 'graph') return 'not for what is selected in the graph';
  return 'not possible now';
}

function fileItem(path: string): PaletteItem {
  return {
    id: `file ${path}`,
    icon: 'file-text',
    family: 'none',
    title: path,
    isName: true,
    note: '',
    keys: undefined,
    isDisabled: false,
    goal: { kind: 'file', path },
  };
}
