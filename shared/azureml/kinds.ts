/** What a YAML file is to Azure ML (yaml-reference §1.1). `unknown` opens as text. */
export type DocumentKind =
  | 'pipeline-job'
  | 'command-job'
  | 'sweep-job'
  | 'parallel-job'
  | 'spark-job'
  | 'automl-job'
  | 'import-job'
  | 'finetuning-job'
  | 'pipeline-component'
  | 'command-component'
  | 'parallel-component'
  | 'spark-component'
  | 'data-transfer-component'
  | 'automl-component'
  | 'import-component'
  | 'promptflow'
  | 'online-endpoint'
  | 'batch-endpoint'
  | 'online-deployment'
  | 'batch-deployment'
  | 'schedule'
  | 'environment'
  | 'data'
  | 'model'
  | 'compute'
  | 'workspace'
  | 'registry'
  | 'datastore'
  | 'connection'
  | 'feature-store'
  | 'feature-set'
  | 'feature-store-entity'
  | 'unknown';

/** The kind of a job under `jobs` (yaml-reference §7), in the spelling of the `sluice graph` contract. */
export type JobKind =
  | 'command'
  | 'sweep'
  | 'parallel'
  | 'automl'
  | 'spark'
  | 'pipeline'
  | 'data-transfer'
  | 'import'
  | 'if-else'
  | 'do-while'
  | 'parallel-for'
  | 'unknown';

/** What a job is for. Decides icon and colour, and where checks look (product.md, Gates in YAML). */
export type Role =
  | 'ingest'
  | 'validate'
  | 'preprocess'
  | 'split'
  | 'train'
  | 'tune'
  | 'evaluate'
  | 'explain'
  | 'gate'
  | 'approve'
  | 'register'
  | 'deploy'
  | 'test'
  | 'monitor';

/** Types of inputs and outputs. `path` is the legacy "any asset"; literals are those of component parameters. */
export type AssetType = 'uri_file' | 'uri_folder' | 'mltable' | 'mlflow_model' | 'custom_model' | 'triton_model' | 'path';
export type LiteralType = 'string' | 'integer' | 'number' | 'boolean';
export type PortType = AssetType | LiteralType;
