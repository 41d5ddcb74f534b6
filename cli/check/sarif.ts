import type { ArtifactChange, Location, Log, Region, ReportingDescriptor, Result } from 'sarif';
import { checks } from '#shared/checks/checks.ts';
import { libraryOf, type Problem, type Severity } from '#shared/checks/problem.ts';
import { previewFix } from '#shared/document/apply-fix.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { Checked, CheckedProject } from './checked-project.ts';

/** More fixes of one file are not worked out: each is a reading of the document. */
const MOST_FIXES = 100;

export interface SarifInput {
  readonly project: CheckedProject;
  readonly checked: Checked;
  readonly problems: readonly Problem[];
}

/** The problems of several files as one SARIF 2.1.0 log: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifLog(inputs: readonly SarifInput[], version: string): Log {
  const titles = new Map(checks.map((check) => [check.code, check]));
  const rules: ReportingDescriptor[] = [];
  const indexes = new Map<string, number>();
  const ruleIndex = (code: string): number => {
    const known = indexes.get(code);
    if (known !== undefined) return known;
    const check = titles.get(code);
    indexes.set(code, rules.length);
    rules.push({
      id: code,
      ...(check ? { shortDescription: { text: check.title }, defaultConfiguration: { level: levelOf(check.severity) }, properties: { rule: check.rule } } : {}),
    });
    return rules.length - 1;
  };
  const results = inputs.flatMap((input) => {
    let fixes = 0;
    return input.problems.map((problem): Result => {
      const fix = problem.fixes.length > 0 && fixes++ < MOST_FIXES ? fixOf(input, problem) : undefined;
      return {
        ruleId: problem.code,
        ruleIndex: ruleIndex(problem.code),
        level: levelOf(problem.severity),
        message: { text: problem.message },
        locations: [{ ...location(input, problem), ...(problem.owner === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: problem.owner }] }) }],
        ...(problem.related.length === 0
          ? {}
          : { relatedLocations: problem.related.map((place, k) => ({ id: k, message: { text: place.message }, ...location(input, place) })) }),
        ...(fix ? { fixes: [fix] } : {}),
      };
    });
  });
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Sluice', semanticVersion: version, rules } }, columnKind: 'utf16CodeUnits', results }],
  };
}

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'info' ? 'note' : severity;
}

function location({ project, checked }: SarifInput, place: { readonly path: string; readonly start: number; readonly end: number }): Location {
  const isOwn = place.path === checked.document.path;
  const text = isOwn ? undefined : project.files.read(place.path);
  const doc = isOwn ? checked.doc : text === undefined ? undefined : readYaml(text);
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(isOwn ? checked.name : nameBeside(checked, place.path)) },
      ...(doc ? { region: regionOf(doc, place.start, place.end) } : {}),
    },
  };
}

function regionOf(doc: YamlDocument, start: number, end: number): Region {
  const from = doc.positionAt(start);
  const to = doc.positionAt(end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column, charOffset: start, charLength: end - start };
}

/** The best fix, as what it writes. */
function fixOf({ project, checked }: SarifInput, problem: Problem): NonNullable<Result['fixes']>[number] | undefined {
  const fix = problem.fixes[0];
  // A folder of the library is no text that could be replaced.
  if (!fix || libraryOf(fix).length > 0) return undefined;
  const read = (path: string) => (path === checked.document.path ? checked.document.text : project.files.read(path));
  const shown = previewFix({ list: () => project.files.list().filter((path) => /\.ya?ml$/i.test(path)), read }, checked.document.path, fix);
  // A file that is still to be made has no place that could be replaced.
  if (!shown.ok || shown.value.length === 0 || shown.value.some((file) => file.before === undefined)) return undefined;
  const artifactChanges = shown.value.map((file): ArtifactChange => {
    const doc = readYaml(file.before ?? '');
    return {
      artifactLocation: { uri: uriOf(file.path === checked.document.path ? checked.name : nameBeside(checked, file.path)) },
      replacements: file.edits.map(({ start, end, newText }) => ({ deletedRegion: regionOf(doc, start, end), insertedContent: { text: newText } })),
    };
  });
  return { description: { text: fix.title }, artifactChanges };
}

/** Another file of the project as the user would name it: the name of the document leads to the root. */
export function nameBeside({ name, document }: Checked, path: string): string {
  const tail = document.path;
  const normal = name.replaceAll('\\', '/');
  if (normal.endsWith(tail)) return normal.slice(0, normal.length - tail.length) + path;
  const own = tail.split('/').slice(0, -1);
  const parts = path.split('/');
  let common = 0;
  while (common < own.length && own[common] === parts[common]) common++;
  const folder = normal.includes('/') ? normal.slice(0, normal.lastIndexOf('/') + 1) : '';
  return `${folder}${'../'.repeat(own.length - common)}${parts.slice(common).join('/')}`;
}

function uriOf(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
}
