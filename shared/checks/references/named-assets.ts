import { asScalar } from '#shared/pipeline/fields.ts';
import type { YamlEntry, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';

/** What a document other than a pipeline names by a reference, or by a file of its own. */
export interface NamedAsset {
  readonly node: YamlScalar;
  readonly path: Keys;
  /** How a sentence calls it: "model". */
  readonly what: string;
  readonly who: string;
}

/** The model of a deployment, the job of a schedule, the compute of an endpoint on Kubernetes. */
export function namedAssetsOf({ doc, pipeline: { document } }: CheckContext): readonly NamedAsset[] {
  const fields = fieldsIn(doc.map);
  switch (document) {
    case 'batch-deployment':
      return [
        ...assetAt(fields.get('model'), ['model'], 'model', 'This deployment'),
        ...assetAt(fields.get('component'), ['component'], 'component', 'This deployment'),
      ];
    case 'online-deployment':
      return assetAt(fields.get('model'), ['model'], 'model', 'This deployment');
    case 'schedule': {
      const job = fields.get('create_job');
      const inside = fieldsIn(job?.value).get('job');
      return [...assetAt(job, ['create_job'], 'job', 'This schedule'), ...assetAt(inside, ['create_job', 'job'], 'job', 'This schedule')];
    }
    case 'online-endpoint':
      return assetAt(fields.get('compute'), ['compute'], 'compute', 'This endpoint');
    default:
      return [];
  }
}

function assetAt(entry: YamlEntry | undefined, path: Keys, what: string, who: string): readonly NamedAsset[] {
  const node = asScalar(entry?.value);
  return node && node.type !== 'null' ? [{ node, path, what, who }] : [];
}

/** True for what is named by a file of its own, not by a reference. */
export function namesFile(text: string): boolean {
  return !/^azureml:/i.test(text) && /^file:|[/\\]|\.ya?ml$/i.test(text);
}
