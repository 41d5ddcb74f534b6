import { pathFrom } from '../project-path.ts';
import { addPackage, packageLine, plainName } from './add-package.ts';
import { type FailureFacts, type Found, listed, nameOf, placeOf, type Recogniser, sayPlace } from './facts.ts';
import type { PythonError } from './traceback.ts';

/** Packages whose name is not the one that is imported. */
const PACKAGES: Readonly<Record<string, string>> = {
  sklearn: 'scikit-learn',
  cv2: 'opencv-python-headless',
  yaml: 'pyyaml',
  PIL: 'pillow',
  bs4: 'beautifulsoup4',
  skimage: 'scikit-image',
  dateutil: 'python-dateutil',
  dotenv: 'python-dotenv',
  google: 'google-api-python-client',
  jwt: 'pyjwt',
  git: 'gitpython',
  Crypto: 'pycryptodome',
  umap: 'umap-learn',
  hdbscan: 'hdbscan',
  fitz: 'pymupdf',
  docx: 'python-docx',
  pkg_resources: 'setuptools<81',
  distutils: 'setuptools',
  tensorflow_hub: 'tensorflow-hub',
  sentence_transformers: 'sentence-transformers',
  psycopg2: 'psycopg2-binary',
  MySQLdb: 'mysqlclient',
  responsibleai: 'responsibleai',
  raiwidgets: 'raiwidgets',
};
/** Namespaces that hold many packages. */
const AZURE: Readonly<Record<string, string>> = {
  'azureml.core': 'azureml-core',
  'azureml.mlflow': 'azureml-mlflow',
  'azureml.fsspec': 'azureml-fsspec',
  'azure.ai.ml': 'azure-ai-ml',
  'azure.identity': 'azure-identity',
  'azure.storage.blob': 'azure-storage-blob',
  'azureml.automl': 'azureml-train-automl-runtime',
};

/** A module that Python does not find: a package that the environment does not list, or a file outside of the job's code. */
export const missingPackage: Recogniser = (facts, errors) => {
  for (const error of errors) {
    const module = error.type === 'ModuleNotFoundError' || error.type === 'ImportError' ? /No module named ['"]?([\w.]+)/.exec(error.message)?.[1] : undefined;
    if (module === undefined) continue;
    const place = placeOf(error.frames, facts);
    const own = ownModule(module, facts);
    return { ...(own === undefined ? packageFound(module, place, facts) : moduleOutside(module, own, place, facts)) };
  }
  const last = errors[0];
  return last?.type === 'ImportError' ? packageWanted(last, facts) : undefined;
};

/** What libraries say of a package that they need for a part of what they do, the surest words first. */
const WANTED: readonly RegExp[] = [
  /Missing optional dependency ['"`]([\w.-]+)/i,
  /\bpip install (?:-U |--upgrade |-q )?['"`]?([a-z][\w.-]*)/i,
  /\bconda install (?:-c \S+ )?([a-z][\w.-]*)/i,
  /A suitable version of ([\w-]+) or [\w-]+ is required/i,
  /\bplease install (?:the )?(?:(?:package|library|module) )?['"`]?([a-z][\w.-]*)/i,
];
const NO_NAME = /^(a|an|and|it|its|one|the|this|them|all|any|missing|optional|required|additional|latest|package|packages|version|using|with|from)$/i;

/** A library that is there and names a package that it needs and the environment does not list. */
function packageWanted(error: PythonError, facts: FailureFacts): Found | undefined {
  const name = WANTED.map((words) => words.exec(error.message)?.[1]?.replace(/[.-]+$/, '')).find((word) => word !== undefined && !NO_NAME.test(word));
  const { environment } = facts.task;
  if (name === undefined || environment.requirements.some((line) => plainName(line.replace(/[^\w.-].*$/, '')) === plainName(name))) return undefined;
  const place = placeOf(error.frames, facts);
  const { file } = environment;
  const where = sayPlace(place);
  const said = /^[\s\S]*?(?=[.!](?:\s|$)|\n|$)/.exec(error.message)?.[0] ?? error.message;
  const listed = file === undefined ? `${environment.label} does not hold it` : `\`${nameOf(file)}\` does not list it`;
  return {
    cause: {
      kind: 'missing-package',
      label: `no package \`${name}\``,
      message: `The package \`${name}\` is missing.`,
      explanation: `Python stopped with "${said}"${where === undefined ? '' : ` in ${where}`}, and ${listed}.`,
      ...(place ? { place } : {}),
    },
    fix: file === undefined ? undefined : addPackage(file, pinned(name, facts), facts.files),
  };
}

type Place = { readonly path: string; readonly line: number } | undefined;

function packageFound(module: string, place: Place, facts: FailureFacts): Found {
  const top = module.split('.')[0] ?? module;
  const name =
    Object.entries(AZURE).find(([space]) => module === space || module.startsWith(`${space}.`) || space.startsWith(`${module}.`))?.[1] ??
    PACKAGES[top] ??
    top.replace(/_/g, '-');
  const { environment } = facts.task;
  const bare = plainName(name.replace(/[<>=!~[].*$/, ''));
  const listedLine = environment.requirements.find((line) => plainName(line.replace(/[^\w.-].*$/, '')) === bare);
  const importing = place === undefined ? `The job imports \`${module}\`` : `\`${nameOf(place.path)}\` imports \`${top}\` in line ${place.line}`;
  const base = {
    kind: 'missing-package' as const,
    label: `no module \`${top}\``,
    message: `Python found no module \`${module}\`.`,
    ...(place ? { place } : {}),
  };
  const file = environment.file;
  if (listedLine !== undefined)
    return {
      cause: {
        ...base,
        explanation: `${importing}. The environment lists \`${listedLine}\`: it was not installed there (--python), or that version does not hold it.`,
      },
    };
  const elsewhere = environment.requirements.filter((line) => /(^|@\s*)(git\+|https?:)/i.test(line));
  if (elsewhere.length > 0 && name === top.replace(/_/g, '-'))
    return {
      cause: {
        ...base,
        explanation: `${importing}. It may be in ${listed(elsewhere, 2)}, which is fetched from an address: the run says whether it could be.`,
      },
    };
  const fix = file === undefined ? undefined : addPackage(file, pinned(name, facts), facts.files);
  const where =
    file === undefined
      ? `and its environment, ${environment.label}, does not hold ${name === top ? 'it' : `the package ${name}`}. Give the job a conda_file that lists it.`
      : `and \`${nameOf(file)}\` does not list ${name === top ? 'it' : `the package \`${name}\` that holds it`}.`;
  return { cause: { ...base, explanation: `${importing}, ${where}` }, fix };
}

/** The version that another job of the pipeline uses, so that both agree. */
function pinned(name: string, { plan }: FailureFacts): string {
  const wanted = plainName(name);
  const lines = (plan?.tasks ?? []).flatMap((task) =>
    task.kind === 'command' ? task.environment.requirements : task.kind === 'sweep' ? task.trial.environment.requirements : [],
  );
  return lines.find((line) => plainName(line.replace(/[^\w.-].*$/, '')) === wanted) ?? name;
}

/** A module of the project's own that stands beside or above the code. */
function ownModule(module: string, { task, files }: FailureFacts): string | undefined {
  if (task.code === undefined) return undefined;
  const top = module.split('.')[0] ?? module;
  for (let folder = task.code; ; folder = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '') {
    for (const name of [`${top}.py`, `${top}/__init__.py`, `${top}`]) {
      const path = folder === '' ? name : pathFrom(`${folder}/x`, name);
      if (files.kindOf(path) === (name === top ? 'folder' : 'file')) return path;
    }
    if (folder === '' || folder === '.' || folder.startsWith('..')) return undefined;
  }
}

function moduleOutside(module: string, own: string, place: Place, { task }: FailureFacts): Found {
  const top = module.split('.')[0] ?? module;
  const isInside = own.startsWith(`${task.code}/`);
  const explanation = isInside
    ? `\`${own}\` is there, but it holds no \`${module}\`.`
    : `\`${own}\` stands outside of the code of the job, \`${task.code}\`, which alone is copied. Set code to a folder that holds both, or list it under additional_includes.`;
  return {
    cause: {
      kind: 'missing-module',
      label: `no module \`${top}\``,
      message: `Python found no module \`${module}\`.`,
      explanation,
      ...(place ? { place } : {}),
    },
  };
}

/** A name that the installed version of a package does not have. */
export const missingName: Recogniser = (facts, errors) => {
  for (const error of errors) {
    const [, name, module] =
      error.type === 'ImportError' ? (/cannot import name '([^']+)' from (?:partially initialized module )?'([^']+)'/.exec(error.message) ?? []) : [];
    if (name === undefined || module === undefined) continue;
    const top = module.split('.')[0] ?? module;
    const bare = plainName(PACKAGES[top] ?? top);
    const line = facts.task.environment.requirements.find((one) => plainName(one.replace(/[^\w.-].*$/, '')) === bare);
    const place = placeOf(error.frames, facts);
    const isOwn = !/site-packages|lib\/python/.test(error.message);
    const explanation = isOwn
      ? `\`${module}\` has no \`${name}\`, or both import each other.`
      : `The installed version of \`${top}\` has no \`${name}\`${line === undefined ? '' : `: the environment asks for \`${line}\``}. ${sayPlace(place) ?? 'The code'} was written for another one.`;
    const file = facts.task.environment.file;
    const at = file === undefined || line === undefined ? undefined : packageLine(file, bare, facts.files);
    const where = place ?? (file !== undefined && at !== undefined ? { path: file, line: at } : undefined);
    return {
      cause: {
        kind: 'missing-module',
        label: `no \`${name}\` in \`${top}\``,
        message: `\`${module}\` has no \`${name}\`.`,
        explanation,
        ...(where ? { place: where } : {}),
      },
    };
  }
  return undefined;
};

/** A line of the list that no installer can read, as uv shows it above its mark, and as pip names it. */
const UNREADABLE = /(?:Couldn't parse requirement[^\n]*\n[^\n]*\n\s+|Invalid requirement: ['"]?)([A-Za-z][^\s'"]*)/;

/** A package that could not be installed. */
export const notInstalled: Recogniser = ({ reason, message = '', task, files }, _errors, log) => {
  if (reason !== 'environment-failed') return undefined;
  const said = `${message}\n${log}`;
  // Nothing was installed: the message says what is missing.
  if (/There is no Python on this computer|is no Python that runs here/.test(message)) return undefined;
  if (/there is no connection to the package index/.test(message))
    return { cause: { kind: 'no-network', label: 'no network', message: 'The packages of its environment could not be fetched.', explanation: message } };
  if (/because the disk is full/.test(message))
    return {
      cause: { kind: 'disk-full', label: 'disk full', message: 'The disk is full.', explanation: `${message} \`sluice prune\` frees what old runs take.` },
    };
  const asked =
    /(?:No matching distribution found for|Could not find a version that satisfies the requirement|there (?:is|are) no versions? of) ([A-Za-z][\w.-]*(?:\[[^\]]*\])?(?:\s*[=<>!~]=?\s*[\w.*]+)?)/i.exec(
      said,
    )?.[1] ??
    /Because ([A-Za-z][\w.-]*) was not found/i.exec(said)?.[1] ??
    UNREADABLE.exec(said)?.[1] ??
    /Failed (?:to build|building wheel for) `?([A-Za-z][\w.-]*)/i.exec(said)?.[1];
  const file = task.environment.file;
  const name = asked?.replace(/[^\w.-].*$/, '');
  const line = file === undefined || name === undefined ? undefined : packageLine(file, name, files);
  const place = file === undefined || line === undefined ? undefined : { path: file, line };
  const asks =
    place !== undefined
      ? `\`${nameOf(place.path)}\` asks for it in line ${place.line}. `
      : asked === undefined
        ? ''
        : `It is part of ${task.environment.label}. `;
  const what = asked === undefined ? `The environment ${task.environment.label}` : `The package \`${asked}\``;
  return {
    cause: {
      kind: 'package-not-installed',
      label: asked === undefined ? 'environment not built' : `no package \`${asked}\``,
      message: `${what} could not be installed.`,
      explanation: `${asks}${whyNot(said)}`,
      ...(place ? { place } : {}),
    },
  };
};

/** What an installer means, and what can be done. */
function whyNot(said: string): string {
  if (UNREADABLE.test(said)) return 'It is not written as a package with a version: correct it.';
  if (/was not found in the package|No matching distribution found for [\w.-]+\s*$|404 Client Error/im.test(said))
    return 'The package index has none of that name: correct it.';
  if (/no versions? of|No matching distribution|Could not find a version/i.test(said))
    return 'The package index has no such version that fits: ask for another, or another Python.';
  if (/Failed to build|building wheel|metadata-generation-failed|Microsoft Visual C\+\+|gcc[^\n]{0,200}failed/i.test(said))
    return 'It has to be built on this computer, which failed: ask for a version that comes ready for this Python.';
  if (/conflict|incompatible|unsatisfiable/i.test(said)) return 'It does not go together with another package of the environment: loosen one of the versions.';
  return 'What the installer says stands in the log.';
}
