/**
 * A pipeline of `count` command jobs as people write them: about 15 lines and 400 characters a job, comments, three ways of quoting, block scalars,
 * flow maps, one or two bindings to earlier jobs. The same count gives the same text.
 */
export function makePipeline(count: number): string {
  const lines = [
    '# Made for a benchmark.',
    '$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json',
    'type: pipeline',
    'display_name: bench',
    '',
    'settings:',
    '  default_compute: azureml:cpu-cluster',
    '',
    'inputs:',
    '  raw:',
    '    type: uri_folder',
    '    path: ./data',
    '',
    'jobs:',
  ];
  let seed = 42;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % below;
  };
  for (let k = 0; k < count; k++) {
    const from = (back: number) => `\${{parent.jobs.job_${Math.max(0, k - 1 - random(back))}.outputs.out}}`;
    lines.push(
      `  # Job ${k} of the chain.`,
      `  job_${k}:`,
      '    type: command',
      `    compute: azureml:cpu_${k}`,
      `    display_name: ${k % 3 === 0 ? `"Job ${k}"` : k % 3 === 1 ? `'Job ${k}'` : `Job ${k}`}`,
    );
    lines.push(
      '    environment: azureml:sklearn:3',
      `    command: ${k % 4 === 0 ? '>-' : `python step.py --seed ${k} --in \${{inputs.data}} --out \${{outputs.out}}`}`,
    );
    if (k % 4 === 0) lines.push(`      python step.py --seed ${k}`, '      --in ${{inputs.data}}', '      --out ${{outputs.out}}');
    lines.push('    inputs:', `      data: ${k === 0 ? '${{parent.inputs.raw}}' : from(3)}`);
    if (k > 2 && k % 2 === 0) lines.push(`      other: ${from(8)}  # joins`);
    lines.push(`      rate: ${(random(100) / 100).toFixed(2)}`, '    outputs:', '      out: { type: uri_folder, mode: upload }');
    if (k % 5 === 0) lines.push('    environment_variables:', `      STEP: "${k}"`);
    lines.push('');
  }
  return lines.join('\n');
}
