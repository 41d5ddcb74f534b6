/** Facts that a `when` may ask for; a name that is missing is false. */
export type WhenContext = Readonly<Record<string, boolean>>;

/** Judges `canvasFocus && !readOnly || outlineFocus`: names, `!`, `&&`, `||`; `&&` binds closer. No brackets: a command that needs them is two commands. */
export function isWhen(when: string, context: WhenContext): boolean {
  return when.split('||').some((side) =>
    side.split('&&').every((part) => {
      const word = part.trim();
      return word.startsWith('!') ? context[word.slice(1).trim()] !== true : context[word] === true;
    }),
  );
}

/** The names in a `when`, for the test that they all exist. */
export function namesInWhen(when: string): string[] {
  return when.split(/\|\||&&/).map((part) => part.trim().replace(/^!\s*/, ''));
}
