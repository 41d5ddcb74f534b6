const MODULE = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** The file of an entry script that is named as a module, which Azure ML takes as well: `scoring.main` is `scoring/main.py`. Undefined for a path. */
export function moduleFile(script: string): string | undefined {
  return !/\.py$/i.test(script) && MODULE.test(script) ? `${script.replaceAll('.', '/')}.py` : undefined;
}
