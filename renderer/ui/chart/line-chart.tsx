import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { cx } from '../cx.ts';
import { type ChartParts, layChart } from './chart-layout.ts';
import styles from './line-chart.module.css';

/** A chart of few series in one accent; it takes the room that it is given. `label` says in words what it shows. */
export function LineChart({ label, ...parts }: Omit<ChartParts, 'width' | 'height'> & { readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { series, limits, xLabel, xEnd } = parts;
  const chart = useMemo(() => layChart({ ...size, series, limits, xLabel, xEnd }), [size, series, limits, xLabel, xEnd]);
  return (
    <div ref={box} className={styles.box}>
      {size.width < 80 || size.height < 60 ? null : (
        <svg width={size.width} height={size.height} role="img" aria-label={label} className={styles.chart}>
          {chart.yTicks.map((tick) => (
            <g key={tick.value}>
              <path className={styles.grid} d={`M${chart.left} ${tick.y.toFixed(1)}H${chart.right}`} />
              <text x={chart.left - 6} y={tick.y + 4} textAnchor="end">
                {tick.label}
              </text>
            </g>
          ))}
          {chart.xTicks.map((tick) => (
            <text key={tick.value} x={tick.x} y={size.height - 9} textAnchor="middle">
              {tick.label}
            </text>
          ))}
          <text x={chart.right + 10} y={size.height - 9}>
            {xLabel}
          </text>
          {chart.limits.map((limit) => (
            <g key={limit.label}>
              <path className={styles.limit} d={`M${chart.left} ${limit.y.toFixed(1)}H${chart.right}`} />
              <text className={styles.limitText} x={chart.right + 6} y={limit.y + 4}>
                {limit.label}
              </text>
            </g>
          ))}
          {chart.series.map(({ series: each, path, dots, label: text }) => (
            <g key={each.id} className={styles[each.look]}>
              {path === '' ? null : <path className={styles.line} d={path} />}
              {dots.map((dot) => (
                <circle key={`${dot.x} ${dot.y}`} className={cx(styles.dot, dot.isTop && styles.top)} cx={dot.x} cy={dot.y} r={dot.isTop ? 4 : 3}>
                  {dot.title === undefined ? null : <title>{dot.title}</title>}
                </circle>
              ))}
              {text ? (
                <text className={styles.value} x={text.x} y={text.y}>
                  {text.text}
                </text>
              ) : null}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
