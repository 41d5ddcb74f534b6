/** What an environment that Azure ML curates comes down to on this computer. */
export interface CuratedEnvironment {
  readonly python: string;
  readonly requirements: readonly string[];
}

const SKLEARN = ['pandas~=1.5.3', 'numpy~=1.22', 'scipy~=1.10', 'azureml-mlflow', 'mlflow-skinny<3', 'matplotlib~=3.8', 'joblib'];
const TABLE: readonly (readonly [RegExp, CuratedEnvironment])[] = [
  [/^sklearn-1\.5/, { python: '3.10', requirements: [...SKLEARN, 'scikit-learn~=1.5.0'] }],
  [/^sklearn-1\./, { python: '3.10', requirements: [...SKLEARN, 'scikit-learn~=1.1'] }],
  [/^(sklearn|scikit-learn)-/, { python: '3.10', requirements: [...SKLEARN, 'scikit-learn~=1.1'] }],
  [/^lightgbm-/, { python: '3.10', requirements: [...SKLEARN, 'scikit-learn~=1.5.0', 'lightgbm'] }],
  [/^responsibleai(-tabular)?/, { python: '3.10', requirements: [...SKLEARN, 'scikit-learn~=1.5.0', 'responsibleai', 'raiutils'] }],
  [/^tensorflow-2\.16/, { python: '3.10', requirements: ['tensorflow-cpu~=2.16.0', 'azureml-mlflow', 'mlflow-skinny<3', 'pandas', 'matplotlib'] }],
  [/^tensorflow-/, { python: '3.10', requirements: ['tensorflow-cpu', 'azureml-mlflow', 'mlflow-skinny<3', 'pandas', 'matplotlib'] }],
  [/^(acpt-)?pytorch-/, { python: '3.10', requirements: ['torch', 'torchvision', 'azureml-mlflow', 'mlflow-skinny<3', 'pandas', 'matplotlib'] }],
  [/^(minimal|python)-/, { python: '3.10', requirements: [] }],
  [/^mlflow-/, { python: '3.10', requirements: ['mlflow<3', 'azureml-mlflow'] }],
];

/** The entry for a name such as `AzureML-sklearn-1.5` or `sklearn-1.5-ubuntu22.04-py38-cpu`; undefined when it is none that is known. */
export function curatedEnvironment(name: string): CuratedEnvironment | undefined {
  const plain = name.toLowerCase().replace(/^azureml-/, '');
  return TABLE.find(([pattern]) => pattern.test(plain))?.[1];
}
