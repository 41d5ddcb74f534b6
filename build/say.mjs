/** Progress of the set-up goes to stderr: stdout belongs to results. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** Ends with one sentence and without a stack trace. */
export function stop(sentence, code = 1) {
  say(sentence);
  process.exit(code);
}
