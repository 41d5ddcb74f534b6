declare module '*.css';
declare module 'bpmn-js/lib/Modeler' {
  export default class Modeler {
    constructor(options: { container: string });
    importXML(xml: string): Promise<unknown>;
  }
}
declare module 'elkjs/lib/elk.bundled.js' {
  export default class Elk {
    layout(graph: unknown): Promise<unknown>;
  }
}

/** Of the peers only what is used: they are no packages of the project. */
declare module 'monaco-yaml' {
  export function configureMonacoYaml(monaco: unknown, options: Readonly<Record<string, unknown>>): void;
}
declare module 'monaco-yaml/yaml.worker.js';
