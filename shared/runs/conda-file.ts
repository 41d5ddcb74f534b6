import { asMapping, asSequence, asText } from '#shared/pipeline/fields.ts';
import type { YamlMapping } from '#shared/yaml/tree.ts';

/** What pip needs to know of a conda file. */
export interface CondaPackages {
  readonly python: string | undefined;
  readonly requirements: readonly string[];
  /** What is otherwise than the file says, one sentence each. */
  readonly notes: readonly string[];
}

/** Packages that pip knows under another name. */
const PIP_NAMES: Readonly<Record<string, string>> = {
  pytorch: 'torch',
  'pytorch-cpu': 'torch',
  'tensorflow-mkl': 'tensorflow',
  'py-opencv': 'opencv-python-headless',
  opencv: 'opencv-python-headless',
  'matplotlib-base': 'matplotlib',
  'tensorflow-gpu': 'tensorflow',
  'tensorflow-base': 'tensorflow',
  'py-xgboost': 'xgboost',
  'msgpack-python': 'msgpack',
  pytables: 'tables',
  ruamel_yaml: 'ruamel.yaml',
  'pyspark-base': 'pyspark',
  'dask-core': 'dask',
  'pillow-simd': 'pillow',
  'xgboost-cpu': 'xgboost',
  'lightgbm-cpu': 'lightgbm',
};

/** Packages of conda that are no Python: programs and libraries that the wheels of pip bring along or this computer has. */
const NOT_PYTHON =
  /^(pip|python_abi|_.*|r|r-.*|gcc.*|gxx.*|g\+\+|cudatoolkit|cudnn|nccl|pytorch-cuda|cuda.*|nodejs|openjdk|git|libgcc.*|libstdc.*|mkl|blas|openmp|cmake|make|openmpi|mpi|ca-certificates|openssl|conda|wheel|nomkl|llvm-openmp|ffmpeg|graphviz|sqlite|zlib|libgl.*|libgomp.*|glib|xorg-.*|git-lfs|compilers|c-compiler|cxx-compiler|rust|go|nb_conda.*|setuptools_scm_git_archive)$/;

/** Reads a conda file's mapping. `readFile` gives the text of a requirements file that a `-r` line names. */
export function readConda(map: YamlMapping, readFile: (path: string) => string | undefined): CondaPackages {
  const requirements: string[] = [];
  const notes: string[] = [];
  let python: string | undefined;
  for (const item of asSequence(map.get('dependencies'))?.items ?? []) {
    const pip = asMapping(item.value)?.get('pip');
    if (pip !== undefined) {
      for (const one of asSequence(pip)?.items ?? []) readPipLine(asText(one.value) ?? '', readFile, requirements, notes);
      continue;
    }
    const spec = condaSpec(asText(item.value) ?? '');
    if (spec === undefined) continue;
    if (spec.name === 'python') python = /\d+(\.\d+)*/.exec(spec.version)?.[0];
    else if (NOT_PYTHON.test(spec.name)) {
      if (!['pip', 'wheel'].includes(spec.name)) notes.push(`${spec.name} is no Python package: conda would install it, here the one of this computer counts.`);
    } else {
      const name = Object.hasOwn(PIP_NAMES, spec.name) ? (PIP_NAMES[spec.name] ?? spec.name) : spec.name;
      if (name !== spec.name) notes.push(`conda's ${spec.name} is ${name} in pip.`);
      requirements.push(`${name}${pipVersion(spec.version)}`);
    }
  }
  return { python, requirements: withEra(requirements), notes };
}

/** The lines of a requirements file. */
export function readRequirements(text: string, readFile: (path: string) => string | undefined): CondaPackages {
  const requirements: string[] = [];
  const notes: string[] = [];
  for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) readPipLine(line, readFile, requirements, notes);
  return { python: undefined, requirements: withEra(requirements), notes };
}

function readPipLine(line: string, readFile: (path: string) => string | undefined, into: string[], notes: string[], depth = 0): void {
  const text = line.replace(/(^|\s)#.*$/, '').trim();
  if (text === '') return;
  const file = /^(?:-r|--requirement)[\s=]*(\S+)$/.exec(text)?.[1];
  if (file === undefined) {
    if (/^(-e|--editable)\b/.test(text)) notes.push(`${text} is left out: packages in place cannot be shared between runs.`);
    else into.push(withoutLastDot(text));
    return;
  }
  const read = depth < 5 ? readFile(file) : undefined;
  if (read === undefined) notes.push(`The requirements file ${file} is not there, so its packages are left out.`);
  else for (const one of read.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) readPipLine(one, readFile, into, notes, depth + 1);
}

/** `name==1.0.` is 1.0 to the pip of older definitions, and nothing to newer installers. */
function withoutLastDot(requirement: string): string {
  return /[@/]/.test(requirement) ? requirement : requirement.replace(/(\d)\.(?=\s*(?:[,;]|$))/g, '$1');
}

/** `channel::name=1.2=build`, `name>=1.2`, `name 1.2`. */
function condaSpec(text: string): { readonly name: string; readonly version: string } | undefined {
  const own = text.trim().replace(/^[^:\s]+::/, '');
  const parts = /^([\w.+-]+)(?:\[[^\]]*\])?\s*(.*)$/.exec(own);
  const name = parts?.[1];
  return name === undefined ? undefined : { name: name.toLowerCase(), version: (parts?.[2] ?? '').trim() };
}

/** conda's `=1.2` means 1.2 and what follows; a build behind a second `=` says nothing to pip. */
function pipVersion(version: string): string {
  if (version === '' || version === '*') return '';
  const bare = /^=?\s*([\d][\w.*+!-]*)(?:\s*=\s*\S+)?$/.exec(version)?.[1];
  if (bare !== undefined) return bare.includes('*') ? `==${bare}` : `==${bare}${bare.split('.').length >= 3 ? '' : '.*'}`;
  return version.replace(/\s+/g, '');
}

/** Versions that were made for numpy 1 and say nothing of 2: they install with it, and fail on import. */
const OF_NUMPY_1 =
  /^(pandas\s*[=~]=\s*([01]\.|2\.[01]\b)|scikit-learn\s*[=~]=\s*(0\.|1\.[0-3]\b)|scipy\s*[=~]=\s*1\.([0-9]|1[0-2])\b|torch\s*[=~]=\s*(1\.|2\.[0-2]\b)|tensorflow(-cpu)?\s*[=~]=\s*2\.([0-9]|1[0-7])\b|mlflow(-skinny)?\s*[=~]=\s*[01]\.|pyarrow\s*[=~]=\s*([0-9]|1[0-4])\.)/i;

/**
 * What a list that pins loosely meant when it was written. Code that pins no mlflow was written for 2: 3 saves scikit-learn models in another format by default.
 * Pins from the time of numpy 1 want it.
 */
function withEra(requirements: readonly string[]): readonly string[] {
  const has = (name: RegExp) => requirements.some((line) => name.test(line));
  const lines = requirements.map((line) => {
    if (/^mlflow(-skinny)?(\[[^\]]*\])?$/i.test(line)) return `${line}<3`;
    return /^mlflow(-skinny)?(\[[^\]]*\])?\s*>=?\s*[012](\.\d+)*$/i.test(line) ? `${line},<3` : line;
  });
  if (has(/^azureml-mlflow\b/i) && !has(/^mlflow\b/i)) lines.push('mlflow-skinny<3');
  // azureml-mlflow wants mlflow-skinny, whose newest files would lie over those of an older mlflow.
  const pinned = requirements.map((line) => /^mlflow\s*==\s*([\d.]+)$/i.exec(line)?.[1]).find((version) => version !== undefined);
  if (pinned !== undefined && has(/^azureml-mlflow\b/i) && !has(/^mlflow-skinny\b/i)) lines.push(`mlflow-skinny<=${pinned}`);
  if (has(OF_NUMPY_1) && !has(/^numpy(?![\w.-])/i)) lines.push('numpy<2');
  return lines;
}
