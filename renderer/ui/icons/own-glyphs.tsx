import type { ReactNode } from 'react';

/** Glyphs of our own on the grid of lucide, 24 px. */
export const OWN_GLYPHS = {
  'gate-closed': (
    <>
      <path d="M4 3v18M20 3v18M12 14V4M9.5 4h5" />
      <path d="M4 17h16" strokeWidth="5.4" strokeLinecap="butt" />
    </>
  ),
  'gate-open': (
    <>
      <path d="M4 3v18M20 3v18" />
      <path d="M4 7h16" strokeWidth="5.4" strokeLinecap="butt" />
      <path d="M7.5 15c1.5-1.2 3-1.2 4.5 0s3 1.2 4.5 0M7.5 19.8c1.5-1.2 3-1.2 4.5 0s3 1.2 4.5 0" />
    </>
  ),
  'gate-set': <path d="M4 3v18M20 3v18M12 14V4M9.5 4h5M4 14.2h16M4 19.8h16" />,
  'port-square': <rect x="6" y="6" width="12" height="12" rx="1.5" />,
} as const satisfies Record<string, ReactNode>;

export type OwnGlyph = keyof typeof OWN_GLYPHS;

/** The brand mark, as in the title bar. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" strokeLinecap="round" aria-hidden="true" style={{ display: 'block' }}>
      <path d="M4.2 6v16M19.8 6v16" stroke="var(--fg-1)" strokeWidth="2.4" />
      <path d="M12 2.6V9M9 2.4h6" stroke="var(--fg-1)" strokeWidth="2" />
      <path d="M4.2 11h15.6" stroke="var(--fg-1)" strokeWidth="5.2" strokeLinecap="butt" />
      <path d="M7.2 17.4c1.6-1.3 3.2-1.3 4.8 0s3.2 1.3 4.8 0M7.2 21.6c1.6-1.3 3.2-1.3 4.8 0s3.2 1.3 4.8 0" stroke="var(--accent-line)" strokeWidth="1.9" />
    </svg>
  );
}
