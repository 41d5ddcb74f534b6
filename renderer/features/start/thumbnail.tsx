import styles from './thumbnail.module.css';
import type { Thumbnail as Picture } from './thumbnail-view-model.ts';

/** The picture of a pipeline, fitted into its box. */
export function Thumbnail({ picture, width, height }: { readonly picture: Picture; readonly width: number; readonly height: number }) {
  const { bounds } = picture;
  const pad = 24;
  const scale = Math.min(width / (bounds.width + pad * 2), height / (bounds.height + pad * 2), 0.5);
  const box = { width: width / scale, height: height / scale };
  const viewBox = `${bounds.x - (box.width - bounds.width) / 2} ${bounds.y - (box.height - bounds.height) / 2} ${box.width} ${box.height}`;
  return (
    <svg className={styles.thumbnail} width={width} height={height} viewBox={viewBox} aria-hidden="true" style={{ ['--px' as string]: `${1 / scale}px` }}>
      {picture.lines.map((line) => (
        <path key={line.id} d={line.d} className={line.isGated ? styles.channel : styles.edge} />
      ))}
      {picture.boxes.map(({ id, kind, box: at }) => (
        <g key={id}>
          <rect x={at.x} y={at.y} width={at.width} height={at.height} rx={kind === 'end' ? 14 : 8} className={kind === 'gate' ? styles.gate : styles.box} />
          {kind === 'gate' ? (
            <path d={`M${at.x} ${at.y - 10}v${at.height + 20}M${at.x + at.width} ${at.y - 10}v${at.height + 20}`} className={styles.post} />
          ) : null}
        </g>
      ))}
    </svg>
  );
}
