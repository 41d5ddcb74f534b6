import { z } from 'zod';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { pathAt } from '#shared/yaml/path-at.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits, type TextEdit } from '#shared/yaml/text-edit.ts';
import type { YamlMapping } from '#shared/yaml/tree.ts';
import { firstRefusal, refusal, refuseNoPipeline } from './common/guards.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { uncommentLine } from './splice/comment-lines.ts';
import { Draft } from './splice/draft.ts';
import { commentColumn, lineText, nextLineAt } from './splice/lines.ts';
import { locate } from './splice/locate.ts';
import { memberLines, valueOffset } from './splice/spans.ts';

/** Brings back a job that was commented out: the exact inverse of comment-out. */
export const commentIn = defineEdit({
  id: 'comment-in',
  summary: 'Bring back a job that is commented out.',
  args: z.strictObject({ job: nameArg }),
  label: (args) => `Bring back ${args.job}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => (context.pipeline.job(args.job) ? refusal('name-taken', `There is a job '${args.job}' already.`) : undefined),
      () => (findBlock(context, args.job) ? undefined : refusal('not-commented-out', `No job '${args.job}' stands commented out under jobs.`)),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    draft.splice(findBlock(context, args.job) ?? []);
    return { edits: draft.edits, expect: draft.expected, select: [`parent.jobs.${args.job}`] };
  },
});

/** The edits that bring the job back: the longest run of comment lines from its key on that reads as this one job where it stands. */
function findBlock(context: EditContext, job: string): TextEdit[] | undefined {
  const { doc } = context;
  const jobs = locate(doc, ['jobs']);
  const place = context.pipeline.commentedOut.find((other) => other.name === job) ?? findHeader(context, job);
  if (!place || jobs.rest.length > 0 || !jobs.member || !jobs.container) return undefined;
  const mapping = jobs.node?.kind === 'mapping' ? jobs.node : undefined;
  const isEmpty = !mapping || mapping.entries.length === 0;
  if (mapping?.flow && place.start > mapping.start && place.start < mapping.end) return findInBraces(doc, mapping, place.start, job);
  if (mapping?.flow && !isEmpty) return undefined;
  const indent = mapping && !isEmpty ? mapping.indent : Math.max(0, commentColumn(doc.text, place.start));
  const opening: TextEdit[] = [];
  if (mapping && isEmpty) {
    const at = valueOffset(jobs.container, jobs.member);
    opening.push({ start: Math.min(at, mapping.start), end: mapping.end, newText: '' });
  }
  for (const loose of [true, false]) {
    const lines: { readonly line: number; readonly edit: TextEdit }[] = [];
    for (let line = place.start; line < doc.text.length; line = nextLineAt(doc.text, line)) {
      const edit = uncommentLine(doc.text, line, indent, loose);
      if (!edit) break;
      lines.push({ line, edit });
    }
    for (let many = lines.length; many > 0; many--) {
      const last = lines[many - 1];
      if (!last || nextLineAt(doc.text, last.line) < place.end) break;
      const edits = lines.slice(0, many).map(({ edit }) => edit);
      if (readsAs(doc.text, place.start, nextLineAt(doc.text, last.line), edits, indent, job)) return [...opening, ...edits];
    }
  }
  return undefined;
}

/** Between braces: the shortest run of comment lines that gives the jobs this one more. */
function findInBraces(doc: YamlDocument, jobs: YamlMapping, start: number, job: string): TextEdit[] | undefined {
  const indent = commentColumn(doc.text, start);
  const wanted = new Set([...jobs.entries.map((entry) => entry.name), job]);
  for (const loose of [true, false]) {
    const edits: TextEdit[] = [];
    for (let line = start; line < jobs.end; line = nextLineAt(doc.text, line)) {
      const edit = uncommentLine(doc.text, line, indent, loose);
      if (!edit) break;
      edits.push(edit);
      const after = readYaml(applyEdits(doc.text, edits));
      const node = after.readable ? locate(after, ['jobs']).node : null;
      if (node?.kind !== 'mapping' || node.entries.length !== jobs.entries.length + 1) continue;
      if (node.entry(job)?.value?.kind === 'mapping' && node.entries.every((entry) => wanted.has(entry.name))) return edits;
    }
  }
  return undefined;
}

/** The first comment line under jobs that may be the key of this job: one whose body uses anchors does not read on its own. */
function findHeader(context: EditContext, job: string): { readonly start: number; readonly end: number } | undefined {
  const { doc } = context;
  const { member, container } = locate(doc, ['jobs']);
  if (!member || !container) return undefined;
  const header = new RegExp(`^[ \\t]*# ?["']?${job.replace(/[^\w]/g, '\\$&')}["']?[ \\t]*:([ \\t]|$)`);
  const { end } = memberLines(doc, container, member);
  for (let line = nextLineAt(doc.text, member.start); line < end; line = nextLineAt(doc.text, line)) {
    if (header.test(lineText(doc.text, line)) && pathAt(doc, line + commentColumn(doc.text, line))?.on !== 'value') return { start: line, end: line };
  }
  return undefined;
}

/** True when the lines, brought back, are one entry of this name at the column of jobs, with nothing but comments deeper than its key behind it. */
function readsAs(text: string, start: number, end: number, edits: readonly TextEdit[], indent: number, job: string): boolean {
  const shifted = edits.map((edit) => ({ start: edit.start - start, end: edit.end - start, newText: edit.newText }));
  const block = applyEdits(text.slice(start, end), shifted);
  // Anchors of the rest of the text are stood in for, so that aliases in the block can be read.
  const anchors = [...new Set([...block.matchAll(/\*([^\s,[\]{}]+)/g)].map((match) => match[1] ?? ''))].filter((name) => text.includes(`&${name}`));
  const stubs = anchors.length === 0 ? '' : `anchors:\n${anchors.map((name) => `  - &${name} {}\n`).join('')}`;
  const doc = readYaml(`${indent > 0 ? `${stubs}jobs:\n` : ''}${block}`);
  const mapping = indent > 0 ? doc.map?.get('jobs') : doc.map;
  if (!doc.readable || mapping?.kind !== 'mapping' || mapping.indent !== indent) return false;
  if (indent > 0 && doc.map?.entries.length !== (stubs === '' ? 1 : 2)) return false;
  const only = mapping.entries.length === 1 ? mapping.entries[0] : undefined;
  if (only?.name !== job) return false;
  const behind =
    block
      .replace(/\r?\n$/, '')
      .split('\n')
      .at(-1) ?? '';
  return !/^[ \t]*#/.test(behind) || (/^[ \t]*/.exec(behind)?.[0].length ?? 0) > indent;
}
