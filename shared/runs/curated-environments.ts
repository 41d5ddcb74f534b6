/** What an environment that Azure ML curates comes down to on this computer. */
export interface CuratedEnvironment {
  readonly python: string;
  readonly requirements: readonly string[];
}

const MLFLOW = ['azureml-mlflow', 'mlflow-skinny<3'];
const OF_PANDAS_1 = ['azureml-core', 'pandas~=1.5.3', 'numpy~=1.22', 'scipy~=1.10', ...MLFLOW, 'matplotlib~=3.8', 'joblib', 'psutil', 'tqdm'];
/** What the image of scikit-learn 0.24 and its contemporaries held; it fails on import with a newer scipy. */
const OF_2021 = ['azureml-core', 'pandas~=1.3.0', 'numpy~=1.21.0', 'scipy~=1.7.0', ...MLFLOW, 'matplotlib~=3.2', 'joblib', 'psutil', 'tqdm'];
const DEEP = [...MLFLOW, 'pandas', 'numpy<2', 'scikit-learn', 'matplotlib', 'tqdm', 'psutil', 'tensorboard', 'Pillow'];

const TABLE: readonly (readonly [RegExp, CuratedEnvironment])[] = [
  [/^(sklearn|scikit-learn)-0\.(1|2)/, { python: '3.8', requirements: [...OF_2021, 'scikit-learn~=0.24.1'] }],
  [/^(sklearn|scikit-learn)-1\.0/, { python: '3.8', requirements: [...OF_2021, 'scikit-learn~=1.0.0'] }],
  [/^(sklearn|scikit-learn)-1\.1/, { python: '3.10', requirements: [...OF_PANDAS_1, 'scikit-learn~=1.1.0'] }],
  [/^(sklearn|scikit-learn)-1\.[234]/, { python: '3.10', requirements: [...OF_PANDAS_1, 'scikit-learn>=1.2,<1.5'] }],
  [/^(sklearn|scikit-learn)\b/, { python: '3.10', requirements: [...OF_PANDAS_1, 'scikit-learn~=1.5.0'] }],
  [/^lightgbm-/, { python: '3.10', requirements: [...OF_PANDAS_1, 'scikit-learn~=1.5.0', 'lightgbm~=3.3'] }],
  [/^xgboost-/, { python: '3.10', requirements: [...OF_PANDAS_1, 'scikit-learn~=1.5.0', 'xgboost<2.1'] }],
  [
    /^(ai-ml-|azureml-)?automl\b/,
    { python: '3.10', requirements: [...OF_PANDAS_1, 'scikit-learn~=1.5.0', 'lightgbm~=3.3', 'xgboost<2.1', 'statsmodels', 'azure-ai-ml', 'azure-identity'] },
  ],
  [
    /^responsibleai|^rai-/,
    { python: '3.10', requirements: [...OF_PANDAS_1, 'scikit-learn~=1.5.0', 'responsibleai', 'raiutils', 'azureml-core', 'azure-ai-ml', 'azure-identity'] },
  ],
  [/^model-evaluation/, { python: '3.10', requirements: [...OF_PANDAS_1, 'scikit-learn~=1.5.0', 'azureml-metrics', 'azure-ai-ml', 'azure-identity'] }],
  [/^(python-sdk-v2|mldesigner)/, { python: '3.10', requirements: [...MLFLOW, 'azure-ai-ml', 'azure-identity', 'mldesigner', 'pandas<3'] }],
  [/^tensorflow-2\.(1[0-9])/, { python: '3.10', requirements: [...DEEP, 'tensorflow-cpu>=2.12,<2.17'] }],
  [/^tensorflow-/, { python: '3.10', requirements: [...DEEP, 'tensorflow-cpu>=2.8,<2.13'] }],
  [/^(acpt-|acft-)?(pytorch|hf)/, { python: '3.10', requirements: [...DEEP, 'torch', 'torchvision'] }],
  [/^acpt/, { python: '3.10', requirements: [...DEEP, 'torch', 'torchvision'] }],
  [/^(transformers|acft)/, { python: '3.10', requirements: [...DEEP, 'torch', 'transformers', 'datasets', 'accelerate'] }],
  [/^onnxruntime-/, { python: '3.10', requirements: [...OF_PANDAS_1, 'onnxruntime'] }],
  [/^mlflow-/, { python: '3.10', requirements: [...OF_PANDAS_1, 'mlflow<3', 'scikit-learn~=1.5.0'] }],
  [/^(minimal|python|inference)\b/, { python: '3.10', requirements: MLFLOW }],
  [/^designer/, { python: '3.8', requirements: [...OF_2021, 'scikit-learn~=0.24.1', 'pyarrow'] }],
];

/** Public images that bring packages with them. */
const IMAGES: readonly (readonly [RegExp, (tag: string) => CuratedEnvironment])[] = [
  [/(^|\/)(tensorflow\/tensorflow)(:|$)/, (tag) => ({ python: '3.10', requirements: [...DEEP, pinned('tensorflow-cpu', tag)] })],
  [/(^|\/)(pytorch\/pytorch)(:|$)/, (tag) => ({ python: '3.10', requirements: [...DEEP, pinned('torch', tag), 'torchvision'] })],
  [
    /(^|\/)jupyter\/(scipy|datascience|tensorflow|pyspark)-notebook/,
    () => ({ python: '3.10', requirements: [...OF_PANDAS_1, 'scikit-learn~=1.5.0', 'seaborn'] }),
  ],
];

/** The entry for a name such as `AzureML-sklearn-1.5` or `sklearn-1.5-ubuntu22.04-py38-cpu`; undefined when it is none that is known. */
export function curatedEnvironment(name: string): CuratedEnvironment | undefined {
  const plain = name.toLowerCase().replace(/^azureml-/, '');
  return TABLE.find(([pattern]) => pattern.test(plain))?.[1];
}

/** What a Docker image is known to hold: one of Azure ML's curated ones, or a public one. */
export function environmentOfImage(image: string): CuratedEnvironment | undefined {
  const curated = /\/curated\/([^:@]+)/.exec(image)?.[1];
  if (curated !== undefined) return curatedEnvironment(curated);
  const known = IMAGES.find(([pattern]) => pattern.test(image));
  return known?.[1](/:([^@]+)/.exec(image)?.[1] ?? '');
}

/** The image that Azure ML curates under a name. */
export function imageOfCurated(name: string): string {
  return `mcr.microsoft.com/azureml/curated/${name.toLowerCase().replace(/^azureml-/, '')}:latest`;
}

/** What Azure ML's base images have, by their Ubuntu. */
const PYTHON_OF_BASE: Readonly<Record<string, string>> = { '16.04': '3.7', '18.04': '3.7', '20.04': '3.8', '22.04': '3.10' };

/** The Python that an image says it has (`python:3.11-slim`, `…-py38-…`), or is known for as a base image of Azure ML. */
export function pythonOfImage(image: string | undefined): string | undefined {
  const named = /(?:^|\/)python:(3\.\d+)/.exec(image ?? '')?.[1];
  if (named !== undefined) return named;
  const short = /-py3(\d{1,2})\b/.exec(image ?? '')?.[1];
  if (short !== undefined) return `3.${short}`;
  const ubuntu = /\/azureml\/(?:openmpi|intelmpi|base)\S*-ubuntu(\d\d\.04)\b/.exec(image ?? '')?.[1];
  return ubuntu === undefined ? undefined : PYTHON_OF_BASE[ubuntu];
}

function pinned(name: string, tag: string): string {
  const version = /^(\d+)\.(\d+)/.exec(tag);
  return version === null ? name : `${name}==${version[1]}.${version[2]}.*`;
}
