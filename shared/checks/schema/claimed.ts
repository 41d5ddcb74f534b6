import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import type { CheckContext } from '../check.ts';
import { isSpilt } from '../common/stray-keys.ts';
import type { FieldPath, Misfit } from './misfit.ts';

const LOOPS: ReadonlySet<string> = new Set(['if-else', 'do-while', 'parallel-for']);

/** True for what another check says in better words: it knows what the key is for. */
export function isClaimed(misfit: Misfit, { pipeline }: CheckContext): boolean {
  const { path } = misfit;
  if (path[0] === 'jobs' && path.length >= 2 && isSpilt(pipeline, String(path[1]))) return true;
  const last = path.at(-1);
  const kind = path[0] === 'jobs' ? pipeline.job(String(path[1]))?.kind : undefined;
  switch (misfit.kind) {
    case 'pattern':
      return last === 'name' || isMiniBatchSize(path, kind, pipeline.document) || last === 'runtime_version';
    case 'not-text':
      return isMiniBatchSize(path, kind, pipeline.document) || isMonitorCompute(path);
    case 'wrong-word':
      return (
        (isPipelineKind(pipeline.document) && path.length === 1 && last === 'type') ||
        (path.length === 3 && last === 'type' && kind === 'unknown') ||
        isMonitorCompute(path)
      );
    case 'unknown-key':
      // Of a job whose kind is not known nothing else can be said.
      return path[0] === 'jobs' && path.length === 3 && (kind === 'unknown' || (kind === 'pipeline' && last === 'jobs'));
    case 'missing-key':
      return isMissingElsewhere(path, kind, pipeline.document);
    case 'empty':
      return pipeline.document === 'pipeline-component' && (path[0] === 'inputs' || path[0] === 'outputs') && path.length === 2;
    case 'wrong-type':
      // What a job writes to and what loops repeat has checks that know what may stand there.
      if (path[0] === 'jobs' && (path[2] === 'outputs' || LOOPS.has(kind ?? ''))) return misfit.schema.kind === 'one-of' || misfit.schema.kind === 'expression';
      return pipeline.document.endsWith('-component') && path[0] === 'inputs' && path.length === 2;
    default:
      return false;
  }
}

function isMiniBatchSize(path: FieldPath, kind: string | undefined, document: string): boolean {
  if (path.at(-1) !== 'mini_batch_size') return false;
  return (kind === 'parallel' && path.length === 3) || ((document === 'parallel-job' || document === 'parallel-component') && path.length === 1);
}

function isMonitorCompute(path: FieldPath): boolean {
  return path[0] === 'create_monitor' && path[1] === 'compute';
}

/** Keys whose absence is told by the check of the kind of job or document that needs them. */
function isMissingElsewhere(path: FieldPath, kind: string | undefined, document: DocumentKind): boolean {
  const [top, , key, inner] = path;
  const depth = path.length;
  if (top === 'jobs') {
    if (depth === 3 && (key === 'component' || key === 'trial' || key === 'command' || key === 'environment')) return true;
    if (kind === 'sweep') return key === 'objective' || key === 'limits' || key === 'trial';
    if (kind === 'automl') return depth === 3;
    if (kind === 'parallel') return depth === 3 && key === 'task';
    if (kind === 'do-while') return key === 'limits';
    if (kind === 'parallel-for') return key === 'items';
    return kind === 'if-else' || (kind === 'data-transfer' && inner === undefined && key === 'component');
  }
  if (document === 'sweep-job') return top === 'objective' || top === 'limits';
  if (document === 'automl-job') return depth === 1 && top !== 'type';
  if (document === 'parallel-job') return depth === 1 && top === 'task';
  if (document === 'schedule') return (depth === 1 && top !== 'name') || isMonitorCompute(path) || path[1] === 'compute';
  if (document === 'registry') return top === 'replication_locations';
  if (document === 'online-deployment' || document === 'batch-deployment') return depth === 1 && top !== 'name';
  return isPipelineKind(document) && depth === 1 && top === 'type';
}
