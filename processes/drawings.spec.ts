import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';

/** px: what bpmn-js gives a name beside its element, 11 px high in lines of at most 90 px. */
const FONT = 11;
const LINE = 13;
const WIDEST = 90;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Drawn {
  readonly $type: string;
  readonly bounds?: Box;
  readonly waypoint?: readonly { readonly x: number; readonly y: number }[];
  readonly isExpanded?: boolean;
  readonly label?: { readonly bounds?: Box };
  readonly bpmnElement?: { readonly $type: string; readonly id: string; readonly name?: string };
}
interface Flow {
  readonly sourceRef?: { readonly id: string; readonly attachedToRef?: { readonly id: string } };
  readonly targetRef?: { readonly id: string };
}
interface Parsed {
  readonly rootElement: {
    readonly diagrams: readonly { readonly plane: { readonly planeElement: readonly Drawn[] } }[];
  };
  readonly elementsById: Readonly<Record<string, Flow | undefined>>;
}
type Placed = Box & { readonly what: string };

const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 255 ? FONT : FONT * 0.55), 0);

function nameBox({ bounds, waypoint, label, bpmnElement }: Drawn): Placed | null {
  const name = bpmnElement?.name ?? '';
  const beside = waypoint !== undefined || /(?:Event|Gateway)$/.test(bpmnElement?.$type ?? '');
  if (name === '' || !beside) return null;
  const full = widthOf(name);
  const size = { width: Math.min(full, WIDEST), height: Math.ceil(full / WIDEST) * LINE };
  const at = label?.bounds ?? middleOf(waypoint ?? []) ?? below(bounds);
  if (at === null) return null;
  return { what: `“${name}”`, x: at.x + at.width / 2 - size.width / 2, y: at.y, ...size };
}

function middleOf(points: readonly { readonly x: number; readonly y: number }[]): Box | null {
  const index = Math.floor((points.length - 1) / 2);
  const [from, to] = [points[index], points[index + 1]];
  if (from === undefined || to === undefined) return null;
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, width: 0, height: 0 };
}

const below = (bounds: Box | undefined): Box | null =>
  bounds === undefined ? null : { x: bounds.x, y: bounds.y + bounds.height, width: bounds.width, height: 0 };

/** The part of a shape that shows something: of a gateway's diamond the corners are empty; a frame is meant to hold others. */
function solid({ bounds, isExpanded, bpmnElement }: Drawn): Placed | null {
  if (bounds === undefined || bpmnElement === undefined) return null;
  if (/(?:Participant|Lane)$/.test(bpmnElement.$type) || isExpanded === true) return null;
  const { x, y, width, height } = bounds;
  const what = bpmnElement.name ?? bpmnElement.id;
  if (!bpmnElement.$type.endsWith('Gateway')) return { what, x, y, width, height };
  return { what, x: x + width / 5, y: y + height / 5, width: (width * 3) / 5, height: (height * 3) / 5 };
}

const cover = (one: Box, other: Box, slack: number): boolean =>
  one.x + slack < other.x + other.width &&
  other.x + slack < one.x + one.width &&
  one.y + slack < other.y + other.height &&
  other.y + slack < one.y + one.height;

async function read(xml: string): Promise<{ drawn: Drawn[]; flows: Parsed['elementsById'] }> {
  const { rootElement, elementsById } = (await new BpmnModdle().fromXML(xml)) as unknown as Parsed;
  return { drawn: rootElement.diagrams.flatMap((each) => each.plane.planeElement), flows: elementsById };
}

async function covered(xml: string): Promise<string[]> {
  const { drawn } = await read(xml);
  const names = drawn.map(nameBox).filter((box) => box !== null);
  const shapes = drawn.map(solid).filter((box) => box !== null);
  return names.flatMap((name, index) => [
    ...names
      .slice(index + 1)
      .filter((other) => cover(name, other, 1))
      .map((other) => `${name.what} and ${other.what}`),
    ...shapes.filter((shape) => cover(name, shape, 2)).map((shape) => `${name.what} over ${shape.what}`),
  ]);
}

const folder = join(process.cwd(), 'processes');
const models = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.bpmn'));

type Point = NonNullable<Drawn['waypoint']>[number];

/** Lines with an end at a shape may touch it, and what sits on its border. */
async function runThrough(xml: string): Promise<string[]> {
  const { drawn, flows } = await read(xml);
  const shapes = drawn.flatMap((each) => {
    const box = solid(each);
    return box === null || each.bpmnElement === undefined ? [] : [{ id: each.bpmnElement.id, box }];
  });
  return drawn.flatMap(({ waypoint = [], bpmnElement }) => {
    const flow = flows[bpmnElement?.id ?? ''];
    const ends = new Set([flow?.sourceRef?.id, flow?.targetRef?.id, flow?.sourceRef?.attachedToRef?.id]);
    return shapes
      .filter(({ id, box }) => !ends.has(id) && crosses(waypoint, box))
      .map(({ box }) => `${bpmnElement?.id ?? ''} through ${box.what}`);
  });
}

/** Lines of the shipped drawings go up, down and sideways only. */
function crosses(points: readonly Point[], box: Box): boolean {
  return points.some((from, index) => {
    const to = points[index + 1] ?? from;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    const line = { x, y, width: Math.abs(from.x - to.x) + 0.01, height: Math.abs(from.y - to.y) + 0.01 };
    return (
      line.x < box.x + box.width - 2 &&
      box.x + 2 < line.x + line.width &&
      line.y < box.y + box.height - 2 &&
      box.y + 2 < line.y + line.height
    );
  });
}

describe('drawings of the shipped processes', () => {
  it.each(models)('given %s, then no name covers another name or an element', async (file) => {
    expect(await covered(readFileSync(join(folder, file), 'utf8'))).toEqual([]);
  });

  it.each(models)('given %s, then no line runs through an element', async (file) => {
    expect(await runThrough(readFileSync(join(folder, file), 'utf8'))).toEqual([]);
  });

  it('given a line that is led through a task, then it is found', async () => {
    const xml = readFileSync(join(folder, 'spare-parts/spare-parts.bpmn'), 'utf8');
    const task = /bpmnElement="choose-spare"[^>]*>\s*<dc:Bounds x="(\d+)" y="(\d+)"/.exec(xml);
    const point = `<di:waypoint x="${Number(task?.[1]) + 50}" y="${Number(task?.[2]) + 40}" />`;
    const led = xml.replace(/bpmnElement="repair-done--usable-merge">/, `$&${point}`);
    expect(led).not.toBe(xml);
    expect(await runThrough(led)).not.toEqual([]);
  });

  it('given a name that is moved onto a task, then it is found', async () => {
    const xml = readFileSync(join(folder, 'spare-parts/spare-parts.bpmn'), 'utf8');
    const task = /bpmnElement="choose-spare"[^>]*>\s*<dc:Bounds x="(\d+)" y="(\d+)"/.exec(xml);
    const moved = xml.replace(
      /(<bpmndi:BPMNLabel>\s*<dc:Bounds) x="\d+" y="\d+"/,
      `$1 x="${task?.[1] ?? ''}" y="${task?.[2] ?? ''}"`,
    );
    expect(moved).not.toBe(xml);
    expect(await covered(moved)).not.toEqual([]);
  });
});
