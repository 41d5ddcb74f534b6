// bpmn-js with a process of as many tasks as a pipeline has jobs, placed in the same grid.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import Modeler from 'bpmn-js/lib/Modeler';

declare global {
  interface Window {
    bpmn: { open(count: number): Promise<number>; fit(): void; actual(): void };
  }
}

function processOf(count: number): string {
  const columns = Math.max(4, Math.ceil(Math.sqrt(count / 2)));
  const at = (k: number) => ({ x: (k % columns) * 280, y: Math.floor(k / columns) * 140 });
  const tasks: string[] = [];
  const shapes: string[] = [];
  for (let k = 0; k < count; k++) {
    const { x, y } = at(k);
    tasks.push(`<bpmn:task id="job_${k}" name="job_${k}"/>`);
    shapes.push(`<bpmndi:BPMNShape id="s${k}" bpmnElement="job_${k}"><dc:Bounds x="${x}" y="${y}" width="200" height="80"/></bpmndi:BPMNShape>`);
    if (k === 0) continue;
    const from = at(k - 1);
    tasks.push(`<bpmn:sequenceFlow id="f${k}" sourceRef="job_${k - 1}" targetRef="job_${k}"/>`);
    shapes.push(
      `<bpmndi:BPMNEdge id="e${k}" bpmnElement="f${k}"><di:waypoint x="${from.x + 200}" y="${from.y + 40}"/><di:waypoint x="${x}" y="${y + 40}"/></bpmndi:BPMNEdge>`,
    );
  }
  return `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="bench"><bpmn:process id="p" isExecutable="false">${tasks.join('')}</bpmn:process><bpmndi:BPMNDiagram id="g"><bpmndi:BPMNPlane id="l" bpmnElement="p">${shapes.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;
}

interface Canvas {
  zoom(to: 'fit-viewport' | number): void;
}
const modeler = new Modeler({ container: '#root' });
const canvas = () => (modeler as unknown as { get(name: 'canvas'): Canvas }).get('canvas');

window.bpmn = {
  /** Milliseconds from the text in hand to the picture on screen. */
  async open(count) {
    const xml = processOf(count);
    const start = performance.now();
    await modeler.importXML(xml);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    return performance.now() - start;
  },
  fit: () => canvas().zoom('fit-viewport'),
  actual: () => canvas().zoom(1),
};
