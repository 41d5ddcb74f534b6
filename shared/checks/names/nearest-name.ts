/** The nearest name for an input or output that the format allows: `learning-rate` becomes `learning_rate`. Dots stay only where groups are allowed. */
export function toPortName(text: string, mayHaveDots: boolean): string {
  const parts = (mayHaveDots ? text.split('.') : [text]).map((part) => {
    const name = part.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+(?=[A-Za-z])|_+$/g, '');
    return /^[0-9]/.test(name) ? `_${name}` : name;
  });
  const name = parts.filter((part) => part !== '').join('.');
  return name === '' ? 'value' : name;
}
