import { useState } from 'react';
import type { ImageLook } from '#shared/runs/output-look.ts';
import styles from './image-view.module.css';

export interface ShownImage {
  readonly title: string;
  readonly note: string;
  readonly image: ImageLook;
}

/** Pictures on their own white, run beside run. */
export function ImageView({
  images,
  scale,
  onSize,
}: {
  readonly images: readonly ShownImage[];
  readonly scale: number | undefined;
  readonly onSize: (size: string) => void;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys.
    <section className={styles.stage} aria-label="Pictures" tabIndex={0}>
      {images.map((each, k) => (
        <Picture key={each.title} shown={each} scale={scale} hasTitle={images.length > 1} onSize={k === 0 ? onSize : undefined} />
      ))}
    </section>
  );
}

interface PictureProps {
  readonly shown: ShownImage;
  readonly scale: number | undefined;
  readonly hasTitle: boolean;
  readonly onSize: ((size: string) => void) | undefined;
}

function Picture({ shown, scale, hasTitle, onSize }: PictureProps) {
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | undefined>(undefined);
  const [isBroken, setBroken] = useState(false);
  return (
    <figure className={styles.figure} data-fit={scale === undefined || undefined}>
      {hasTitle ? (
        <figcaption>
          <b>{shown.title}</b>
          {shown.note}
        </figcaption>
      ) : null}
      {isBroken ? (
        <p className={styles.broken}>This picture cannot be drawn. Its file may be torn.</p>
      ) : (
        <img
          src={`data:${shown.image.mime};base64,${shown.image.base64}`}
          alt={`${shown.title}${shown.note === '' ? '' : `, ${shown.note}`}`}
          className={styles.image}
          style={scale !== undefined && size ? { width: size.width * scale, maxWidth: 'none', maxHeight: 'none' } : undefined}
          onLoad={({ currentTarget }) => {
            const found = { width: currentTarget.naturalWidth, height: currentTarget.naturalHeight };
            setSize(found);
            onSize?.(`${found.width} x ${found.height} px`);
          }}
          onError={() => setBroken(true)}
        />
      )}
    </figure>
  );
}
