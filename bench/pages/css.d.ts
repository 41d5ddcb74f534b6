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
