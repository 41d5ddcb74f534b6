import { dictionary, type FieldSchema, list, map, oneOf, oneWord, path, text, words } from './key-schema.ts';

/** `.sluice/local.yml`: how cloud names resolve on this computer. */
export const LOCAL_FILE_SCHEMA: FieldSchema = map(
  {
    data: dictionary(
      path('The file or folder that stands for it, relative to the project.'),
      'Data assets, datastore addresses and web addresses, and the file or folder that stands for each here; a star at the end of a name maps all that begins with it.',
      {
        keyName: 'name',
        keyRefTo: 'data',
      },
    ),
    models: dictionary(
      path('The file or folder that stands for it, relative to the project.'),
      'Registered models, and the file or folder that stands for each here.',
      {
        keyName: 'name',
        keyRefTo: 'model',
      },
    ),
    components: dictionary(
      path('The component file that stands for it, relative to the project.'),
      'Registered components, and the component file that stands for each here.',
      {
        keyName: 'name',
        keyRefTo: 'component',
      },
    ),
    environments: dictionary(
      oneOf(
        [
          path('A conda file, relative to the project.'),
          map(
            {
              python: text('The version of Python, in quotes.', { anyScalar: true, suggests: words(['"3.10"', '"3.11"', '"3.12"']) }),
              pip: list(text('A package, with its version: scikit-learn==1.4.2.'), 'Packages that pip installs.'),
              docker: text(
                'The image whose container its jobs run in, with the packages of pip on top; true for the image and packages that the environment itself names.',
                {
                  anyScalar: true,
                  suggests: words(['true']),
                },
              ),
            },
            'Python and packages, or an image of Docker, written here.',
          ),
        ],
        'A conda file, Python and packages, or an image of Docker.',
      ),
      'Environments, and the conda file, packages or image that stand for each here. One that is written in place is named by its name, its conda file or its image.',
      { keyName: 'name', keyRefTo: 'environment' },
    ),
    compute: dictionary(
      oneWord(
        { refuse: 'Jobs that ask for it do not run on this computer.', here: 'Jobs that ask for it run on this computer, as all do by default.' },
        'Whether jobs that ask for it run here.',
        {
          default: 'here',
        },
      ),
      'Computes whose jobs must not run on this computer; all others run here.',
      { keyName: 'name', keyRefTo: 'compute' },
    ),
    outputs: dictionary(
      path('What the job would write, relative to the project; of a literal output its value.'),
      'Outputs of jobs that are not run here, as job.output, and what stands for each: for Spark, AutoML and whatever else needs Azure ML.',
      { keyName: 'job.output' },
    ),
  },
  'How cloud names resolve on this computer.',
);
