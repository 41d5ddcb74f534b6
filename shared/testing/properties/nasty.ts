/** Pipelines written in ways that trip splices up, by what is unusual about them. */
export const NASTY: Readonly<Record<string, string>> = {
  'jobs stand in braces on one line': `type: pipeline
inputs: { raw: { type: uri_file, path: ./x }, n: 3 }
jobs: { a: { component: azureml:a:1, inputs: { x: "\${{parent.inputs.raw}}" } }, b: { component: azureml:b:1, inputs: { y: "\${{parent.jobs.a.outputs.o}}" } } } # two
`,

  'jobs stand in braces on many lines': `type: pipeline
inputs: {
  raw: { type: uri_file, path: ./x }, # where from
}
jobs: {
  a: {
    component: azureml:a:1, # why
    inputs: { x: "\${{parent.inputs.raw}}" }
  },
  # before b
  b: { component: azureml:b:1,
    inputs: { y: '\${{parent.jobs.a.outputs.o}}' } },
}
`,

  'a folded block text ends the file': `type: pipeline
inputs:
  raw: 1
jobs:
  a:
    type: command
    command: |
      first

      second
    inputs:
      x: \${{parent.inputs.raw}}
    environment: azureml:e:1
  b:
    type: command
    environment: azureml:e:1
    inputs:
      y: \${{parent.inputs.raw}}
    command: >-
      run
        deeper

      done \${{inputs.y}}
`,

  'a block text with a line break of its own ends the file': `type: pipeline
inputs:
  raw: 1
jobs:
  a:
    component: azureml:a:1
    inputs:
      x: \${{parent.inputs.raw}}
    description: >
      folded
      text

  b:
    component: azureml:b:1
    inputs:
      y: \${{parent.jobs.a.outputs.o}}
    description: |
      last
`,

  'comments stand everywhere': `# top
type: pipeline # kind
inputs: # what comes in
  # about raw
  raw: # here
    # deeper
    type: uri_file # t
    path: ./x
  # behind raw
# between
jobs: # all
  # group one -----

  # about a
  a: # a itself
    # first
    type: command # kind of a
    component: azureml:a:1
    inputs: # of a
      # about x
      x: \${{parent.inputs.raw}} # bound
      # behind x
    # behind inputs of a
  # not about a any more

  # group two -----
  # about b
  b:
    component: azureml:b:1
    inputs:
      y: \${{parent.jobs.a.outputs.o}}
      # behind y
# the end
`,

  'keys are quoted and values wear every kind of quotes': `"type": 'pipeline'
'inputs':
  "raw": "./x # no comment"
  'two': 'it''s'
jobs:
  "a":
    "component": "azureml:a:1"
    'inputs':
      "x": '\${{parent.inputs.raw}}'
      'z': "\${{parent.inputs.two}}"
  'b':
    component: azureml:b:1
    inputs:
      y: "\${{parent.jobs.a.outputs.o}}"
`,

  'blank lines are many and hold blanks': `type: pipeline


inputs:

  raw: 1
  
jobs:

  a:

    component: azureml:a:1

    inputs:

      x: \${{parent.inputs.raw}}
    


  b:
    component: azureml:b:1
    inputs:
      y: \${{parent.jobs.a.outputs.o}}   

      
  c:
    component: azureml:c:1


`,

  'indents are uneven and lists stand at their key': `type: pipeline
tags:
     deep: yes
inputs:
    raw: 1
jobs:
   a:
         component: azureml:a:1
         inputs:
           x: \${{parent.inputs.raw}}
         tags:
         - one
         - two
   b:
    component: azureml:b:1
    inputs:
              y: \${{parent.jobs.a.outputs.o}}
`,

  'anchors, aliases and merges are in use': `type: pipeline
x-common: &common
  compute: azureml:cpu
  inputs: &ins
    x: 1
inputs:
  raw: 1
jobs:
  a: &a
    <<: *common
    component: azureml:a:1
  b:
    component: azureml:b:1
    resources: &r
      instance_count: 2
    inputs:
      y: \${{parent.jobs.a.outputs.o}}
  c:
    component: azureml:c:1
    resources: *r
    inputs:
      z: \${{parent.inputs.raw}}
`,

  'documents are marked and the text is not ASCII': `%YAML 1.1
---
type: pipeline
inputs:
  größe: "naïve – ☃"
  raw: 1
jobs:
  a:
    display_name: "Schritt 1: 日本語 🎈"
    component: azureml:a:1
    inputs:
      x: \${{parent.inputs.raw}}
  b:
    component: azureml:b:1
    inputs:
      y: \${{parent.jobs.a.outputs.o}}
...
`,

  'values are long, empty or on lines of their own': `type: pipeline
inputs:
  raw:
    1
  two: ""
outputs:
  model:
  report: {}
jobs:
  a:
    component:
      azureml:a:1
    inputs:
      x:
        \${{parent.inputs.raw}}
      z: {}
    outputs: {}
  b:
    type: command
    component: azureml:b:1
    inputs: { }
    outputs:
      o: \${{parent.outputs.model}}
    description: this goes
      over several
      lines
  c:
    component: azureml:c:1
    inputs:
      y: {path: "\${{parent.jobs.b.outputs.o}}", mode: download}
      long: "one
        two"
`,

  'a block text keeps its last blank lines': `type: pipeline
inputs:
  raw: 1
jobs:
  a:
    component: azureml:a:1
    inputs:
      x: \${{parent.inputs.raw}}
    description: |+
      kept


  b:
    component: azureml:b:1
    description: |2
        indented
    inputs:
      y: \${{parent.jobs.a.outputs.o}}
  c:
    component: azureml:c:1
    description: |-
      end
`,
};
