import { gitOrigin } from '../files/git-origin.ts';

/** Who runs something, and from which state of the repository, as MLflow calls it. */
export function sourceTags(root: string, env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const origin = gitOrigin(root);
  const user = env.USER ?? env.USERNAME;
  return {
    ...(user === undefined || user === '' ? {} : { 'mlflow.user': user }),
    ...(origin === undefined ? {} : { 'mlflow.source.git.commit': origin.commit }),
    ...(origin?.branch === undefined ? {} : { 'mlflow.source.git.branch': origin.branch }),
    ...(origin?.repository === undefined ? {} : { 'mlflow.source.git.repoURL': origin.repository }),
  };
}
