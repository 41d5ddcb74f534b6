/** Packages that take many minutes to build from their source, and fail more often than not. */
export const NEVER_BUILT: readonly string[] = [
  'numpy',
  'scipy',
  'scikit-learn',
  'pandas',
  'matplotlib',
  'pyarrow',
  'grpcio',
  'h5py',
  'lightgbm',
  'xgboost',
  'catboost',
  'tensorflow',
  'torch',
  'opencv-python',
  'opencv-python-headless',
  'statsmodels',
  'numba',
  'llvmlite',
  'cryptography',
];

/** A day by which most packages had wheels for a Python: what was current then works with older code, today's often does not. */
const ERAS: Readonly<Record<string, string>> = {
  '3.6': '2021-06-01',
  '3.7': '2022-06-01',
  '3.8': '2022-06-01',
  '3.9': '2022-09-01',
  '3.10': '2023-02-01',
  '3.11': '2023-09-01',
  '3.12': '2024-07-01',
  '3.13': '2025-06-01',
};

/** Another way to install packages that do not install as they are pinned. */
export interface Relaxation {
  readonly requirements: readonly string[];
  /** Nothing that is newer than this day is taken. */
  readonly before: string | undefined;
}

/**
 * What can be tried when pins do not install with a Python, the nearest to the definition first: only the pins that `failure` names, then all of them, each within
 * its major version and with the packages of the time of that Python; then newer ones.
 */
export function relaxRequirements(requirements: readonly string[], failure: string, python: string): readonly Relaxation[] {
  const era = ERAS[python.split('.').slice(0, 2).join('.')];
  const isNamed = (line: string) => new RegExp(`(^|[^\\w.-])${escapePattern(nameOf(line))}($|[^\\w.-])`, 'i').test(failure);
  const within = (line: string) => loosen(line, true);
  const named = requirements.map((line) => (isNamed(line) ? within(line) : line));
  const all = requirements.map(within);
  const open = requirements.map((line) => loosen(line, false));
  const ways = [
    { requirements: named, before: era },
    { requirements: all, before: era },
    { requirements: open, before: era },
    { requirements: named, before: undefined },
    { requirements: all, before: undefined },
    { requirements: open, before: undefined },
  ];
  const seen = new Set([JSON.stringify([requirements, undefined])]);
  return ways.filter((way) => {
    const text = JSON.stringify([way.requirements, way.before]);
    return !seen.has(text) && seen.add(text);
  });
}

function nameOf(line: string): string {
  return /^[\w.-]+/.exec(line)?.[0] ?? line;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `a==1.2.3` as `a>=1.2,<2`, or without its end; version 1 of most packages is what 0 was. What is no pin stays. */
function loosen(line: string, isWithinMajor: boolean): string {
  const pin = /^([\w.-]+(?:\[[^\]]*\])?)\s*(?:===?|~=)\s*(\d+)(?:\.(\d+))?[^;,]*(;.*)?$/.exec(line);
  if (!pin) return line;
  const [, name = '', major = '', minor = '0', marker = ''] = pin;
  return `${name}>=${major}.${minor}${isWithinMajor ? `,<${Math.max(2, Number(major) + 1)}` : ''}${marker}`;
}
