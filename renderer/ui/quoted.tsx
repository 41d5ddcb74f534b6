/** A sentence of ours in which names from the user's file, written between backticks or single quotes, are set in mono. */
export function Quoted({ text }: { readonly text: string }) {
  const parts = text.split(/(`[^`]+`|(?<=^|[\s(])'[^'\s][^']*'(?=$|[\s.,:;)]))/);
  return (
    <>
      {parts.map((part, k) =>
        k % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, always drawn together.
          <code key={k} style={{ fontSize: '0.95em' }}>
            {part.slice(1, -1)}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}
