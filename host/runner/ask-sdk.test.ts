import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const UNION = `import json, ask_sdk
print(json.dumps(list(ask_sdk.flat({"signal": [{"type": ["Not that."], "x": ["Unknown field."]}, {"threshold": {"y": ["Unknown field."]}}]}))))`;
const MONITOR = `import json, ask_sdk
class Loaded:
  def _validate(self, raise_error=False):
    raise NotImplementedError()
class Raised(Exception):
  messages = {"create_monitor": {"compute": ["Missing data for required field."]}}
def cause():
  try:
    try:
      raise Raised()
    except Raised:
      raise NotImplementedError()
  except NotImplementedError as error:
    return ask_sdk.cause_of(error).messages
print(json.dumps([ask_sdk.errors_of(Loaded()), cause()]))`;
const SPEC = `import json, sys, types, ask_sdk
class FeaturesetSpecMetadata:
  load = "the spec"
here = "azure.ai.ml.entities._feature_set.featureset_spec_metadata"
for name in ["azure", "azure.ai", "azure.ai.ml", "azure.ai.ml.entities", "azure.ai.ml.entities._feature_set", here]:
  sys.modules[name] = types.ModuleType(name)
sys.modules["azure.ai"].ml = sys.modules["azure.ai.ml"]
sys.modules["azure.ai.ml"].load_feature_set = "the set"
sys.modules[here].FeaturesetSpecMetadata = FeaturesetSpecMetadata
ask_sdk.read = lambda path: {"$schema": path}
print(json.dumps([ask_sdk.loader_of("feature-set", "http://azureml/sdk-2-0/FeatureSetSpec.json"), ask_sdk.loader_of("feature-set", "x/Featureset.schema.json")]))`;
const FLAT = `import json, ask_sdk
print(json.dumps(list(ask_sdk.flat({"defaults": ["Unknown field."], "jobs": {"a": {"value": ["Not a valid string."]}}}))))`;

const noPython = spawnSync('python3', ['--version']).status !== 0;
const told = (script: string): unknown =>
  JSON.parse(spawnSync('python3', ['-B', '-c', script], { encoding: 'utf8', cwd: join(import.meta.dirname, 'python') }).stdout);

test.skipIf(noPython)('what the schemas of the SDK raise is told key by key', () => {
  expect(told(FLAT)).toEqual([
    { message: 'Unknown field.', path: 'defaults' },
    { message: 'Not a valid string.', path: 'jobs.a.value' },
  ]);
});

test.skipIf(noPython)('of the alternatives of a union only the one whose type was written is told', () => {
  expect(told(UNION)).toEqual([{ message: 'Unknown field.', path: 'signal.threshold.y' }]);
});

test.skipIf(noPython)('a monitor that the SDK loads is accepted, and what it met in one that it does not load is told', () => {
  expect(told(MONITOR)).toEqual([[], { create_monitor: { compute: ['Missing data for required field.'] } }]);
});

test.skipIf(noPython)('the specification of a feature set is loaded as one', () => {
  expect(told(SPEC)).toEqual(['the spec', 'the set']);
});
