import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { type CheckContext, type DocumentCheck, defineCheck, type Finding, type Fix, type Step } from '../check.ts';
import { badReference } from '../references/bad-reference.check.ts';
import { fileNotFound } from '../references/file-not-found.check.ts';
import { emptyValue } from '../text/empty-value.check.ts';
import { missingKey } from '../text/missing-key.check.ts';
import { mustBeText } from '../text/must-be-text.check.ts';
import { unknownKey } from '../text/unknown-key.check.ts';
import { wrongKindOfValue } from '../text/wrong-kind-of-value.check.ts';
import { wrongWord } from '../text/wrong-word.check.ts';
import { componentInputValue } from './component-input-value.check.ts';
import { controlOutput } from './control-output.check.ts';
import { portDefault } from './port-default.check.ts';

/** What Azure ML looks at when it loads a component's file for a job. */
const LOADING: readonly DocumentCheck[] = [
  wrongWord,
  portDefault,
  componentInputValue,
  controlOutput,
  unknownKey,
  wrongKindOfValue,
  mustBeText,
  emptyValue,
  missingKey,
  badReference,
  fileNotFound,
];

interface Fault {
  readonly text: string;
  /** Of the files of the project when it was looked at. */
  readonly version: number;
  readonly fault: Finding | undefined;
}

const known = new WeakMap<object, Map<string, Fault>>();

/** A job whose component's file cannot be loaded (COM-001 to COM-005, REF-003 and REF-006, at the job that uses it). */
export const brokenComponent = defineCheck({
  code: 'broken-component',
  rule: 'COM-001, COM-002, COM-003, COM-005, DOC-010, REF-003, REF-006',
  severity: 'error',
  title: 'Component that a job uses has an error',
  runJob(job, context, report) {
    const path = job.component?.path;
    if (path === undefined || job.component?.declared?.kind.endsWith('-component') !== true) return;
    const fault = faultOf(path, context);
    if (!fault) return;
    const { message } = fault;
    const key = job.component.key === 'trial' ? 'trial' : 'component';
    const value = job.entry.value?.kind === 'mapping' ? job.entry.value.get(key) : undefined;
    report({
      at: value ?? job.entry.key,
      field: ['jobs', job.id, key],
      message: `Job \`${job.id}\` cannot load \`${path}\`: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
      related: [{ message: 'The component', path, at: fault.at }],
      fixes: (fault.fixes ?? []).flatMap((one) => inFile(one, path)),
    });
  },
});

/** A fix of another file, where it is made of edits. */
function inFile({ id, title, steps }: Fix, path: string): Fix[] {
  const moved = steps.flatMap((one): Step[] => ('text' in one ? [] : [{ ...one, path }]));
  return moved.length < steps.length ? [] : [{ id, title: `${title} in \`${path}\``, steps: moved }];
}

function faultOf(path: string, context: CheckContext): Finding | undefined {
  const answer = context.components.read(path);
  if (typeof answer === 'string') return undefined;
  let cache = known.get(context.components);
  if (!cache) {
    cache = new Map();
    known.set(context.components, cache);
  }
  const before = cache.get(path);
  if (before?.text === answer.text && before.version === context.files.version) return before.fault;
  const fault = firstFault(answer.text, path, context);
  cache.set(path, { text: answer.text, version: context.files.version, fault });
  return fault;
}

function firstFault(text: string, path: string, context: CheckContext): Finding | undefined {
  const doc = readYaml(text);
  if (!doc.readable) return undefined;
  const inner: CheckContext = { ...context, path, doc, pipeline: readPipeline(doc, { path, components: context.components }) };
  const found: Finding[] = [];
  for (const check of LOADING) {
    if (check.documents !== undefined && check.documents !== 'all' && !check.documents.includes(inner.pipeline.document)) continue;
    // A component that is used by its file needs no name of its own.
    check.run(inner, (finding) => {
      if ((finding.severity ?? check.severity) === 'error' && finding.field?.[0] !== 'name') found.push(finding);
    });
    if (found.length > 0) break;
  }
  return found[0];
}
