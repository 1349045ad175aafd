import fc from 'fast-check';
import { bpmn } from '../testing-driver.js';

/** What a catch event, a boundary event or the start of an event subprocess waits for. */
export type Trigger = 'timer' | 'cycle' | 'message' | 'signal';

/** A block of a structured diagram: one way in, one way out. */
export type Block =
  | { readonly kind: 'task' | 'job' | 'call' }
  | { readonly kind: 'catch'; readonly event: Trigger }
  | { readonly kind: 'many'; readonly times: number; readonly sequential: boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Block[] }
  | { readonly kind: 'xor' | 'and' | 'or'; readonly branches: readonly Block[] }
  | { readonly kind: 'race'; readonly events: readonly Trigger[]; readonly branches: readonly Block[] }
  | { readonly kind: 'loop'; readonly body: Block }
  | { readonly kind: 'subprocess'; readonly body: Block; readonly times: number; readonly sequential: boolean }
  | {
      readonly kind: 'boundary' | 'inside';
      readonly event: Trigger;
      readonly interrupting: boolean;
      readonly body: Block;
      readonly after: Block;
    };

const trigger = fc.constantFrom<Trigger[]>('timer', 'cycle', 'message', 'signal');
const simpleTrigger = fc.constantFrom<Trigger[]>('timer', 'message');

/**
 * Blocks nested up to four deep. `withEvents`: beside boundary timers and messages also catch events, races, signals, cycles
 * and event subprocesses. `withJobs`: also service tasks and called processes, whose end others bring.
 */
export function blocksOf(options: { readonly withEvents: boolean; readonly withJobs: boolean }): fc.Arbitrary<Block> {
  const leaves: Block['kind'][] = options.withJobs ? ['task', 'task', 'task', 'task', 'job', 'call'] : ['task'];
  const { withEvents } = options;
  const event = withEvents ? trigger : simpleTrigger;
  const around = withEvents ? (['boundary', 'inside'] as const) : (['boundary'] as const);
  return fc.letrec<{ block: Block }>((tie) => {
    const leaf = fc.constantFrom(...leaves).map((kind) => ({ kind }) as Block);
    const caught = trigger.map((each): Block => ({ kind: 'catch', event: once(each) }));
    const times = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean());
    const several = (maxLength: number): fc.Arbitrary<Block[]> => fc.array(tie('block'), { minLength: 2, maxLength });
    const sequence = several(3).map((parts): Block => ({ kind: 'sequence', parts }));
    const branches = fc
      .tuple(fc.constantFrom('xor' as const, 'and' as const, 'or' as const), several(3))
      .map(([kind, ways]): Block => ({ kind, branches: ways }));
    const race = fc
      .tuple(fc.array(trigger.map(once), { minLength: 2, maxLength: 2 }), several(2))
      .map(([events, ways]): Block => ({ kind: 'race', events, branches: ways }));
    const loop = tie('block').map((inner): Block => ({
      kind: 'loop',
      body: { kind: 'sequence', parts: [{ kind: 'task' }, inner] },
    }));
    const subprocess = fc
      .tuple(tie('block'), times)
      .map(([body, [count, sequential]]): Block => ({ kind: 'subprocess', body, times: count, sequential }));
    const watched = fc
      .tuple(fc.constantFrom(...around), event, fc.boolean(), tie('block'), tie('block'))
      .map(([kind, each, interrupting, body, after]): Block => ({
        kind,
        event: interrupting ? once(each) : each,
        interrupting,
        body,
        after,
      }));
    const eventful = [
      { weight: 1, arbitrary: caught },
      { weight: 1, arbitrary: times.map(([count, sequential]): Block => ({ kind: 'many', times: count, sequential })) },
      { weight: 1, arbitrary: race },
    ];
    return {
      block: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        { weight: 3, arbitrary: leaf },
        ...(withEvents ? eventful : []),
        { weight: 3, arbitrary: sequence },
        { weight: 4, arbitrary: branches },
        { weight: 1, arbitrary: loop },
        { weight: 1, arbitrary: subprocess },
        { weight: withEvents ? 3 : 1, arbitrary: watched },
      ),
    };
  }).block;
}

/** Tasks, gateways, loops, subprocesses, boundary timers and messages. */
export const blocks = blocksOf({ withEvents: false, withJobs: false });

/** Only what does not end its activity may come again. */
function once(event: Trigger): Trigger {
  return event === 'cycle' ? 'timer' : event;
}

/** A block as BPMN. */
export interface Diagram {
  readonly xml: string;
  /** Conditions read `v1` to `v<choices>` of the start variables, each 0, 1 or 2. */
  readonly choices: number;
  /** Gateways that split, with those that join the same branches. */
  readonly pairs: readonly (readonly [split: string, join: string])[];
  /** How often each multi-instance activity runs. */
  readonly repeats: readonly (readonly [activity: string, times: number])[];
}

/** Writes a block as BPMN: ids are numbered, `v<n>` chooses at the n-th gateway or loop. */
export function diagramOf(block: Block): Diagram {
  const writer = new Writer();
  const [first, last] = writer.block(block);
  const body = `<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>${writer.flow('start', first)}${writer.flow(last, 'end')}${writer.text}`;
  return { xml: bpmn(body, ROOTS), choices: writer.choices, pairs: writer.pairs, repeats: writer.repeats };
}

const ROOTS =
  '<bpmn:message id="m" name="m"/><bpmn:signal id="sig" name="s"/><bpmn:error id="err" name="err" errorCode="E"/>';
const TRIGGERS: Readonly<Record<Trigger, string>> = {
  timer:
    '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
  cycle:
    '<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R2/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>',
  message: '<bpmn:messageEventDefinition messageRef="m"/>',
  signal: '<bpmn:signalEventDefinition signalRef="sig"/>',
};

class Writer {
  text = '';
  choices = 0;
  readonly pairs: (readonly [string, string])[] = [];
  readonly repeats: (readonly [string, number])[] = [];
  private count = 0;

  flow(from: string, to: string, condition?: string): string {
    const inner =
      condition === undefined
        ? ''
        : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${condition}</bpmn:conditionExpression>`;
    return `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${inner}</bpmn:sequenceFlow>`;
  }

  /** @returns where the block begins and ends. */
  block(block: Block): readonly [string, string] {
    switch (block.kind) {
      case 'task': {
        const id = this.id('task');
        this.text += `<bpmn:userTask id="${id}"/>`;
        return [id, id];
      }
      case 'job':
        return this.job();
      case 'call': {
        const id = this.id('call');
        const called =
          '<bpmn:extensionElements><zeebe:calledElement processId="called" propagateAllChildVariables="false"/></bpmn:extensionElements>';
        this.text += `<bpmn:callActivity id="${id}">${called}</bpmn:callActivity>`;
        return [id, id];
      }
      case 'catch': {
        const id = this.id('catch');
        this.text += `<bpmn:intermediateCatchEvent id="${id}">${TRIGGERS[block.event]}</bpmn:intermediateCatchEvent>`;
        return [id, id];
      }
      case 'many': {
        const id = this.id('task');
        this.repeats.push([id, block.times]);
        this.text += `<bpmn:userTask id="${id}">${times(block)}</bpmn:userTask>`;
        return [id, id];
      }
      case 'race':
        return this.race(block.events, block.branches);
      case 'sequence': {
        const ends = block.parts.map((part) => this.block(part));
        for (let index = 1; index < ends.length; index++)
          this.text += this.flow(ends[index - 1]?.[1] ?? '', ends[index]?.[0] ?? '');
        return [ends[0]?.[0] ?? '', ends.at(-1)?.[1] ?? ''];
      }
      case 'xor':
      case 'and':
      case 'or':
        return this.branches(block.kind, block.branches);
      case 'loop': {
        const [merge, split] = [this.id('merge'), this.id('again')];
        const [first, last] = this.block(block.body);
        const out = this.id('out');
        // `more` becomes false by the answers of the player; the task at its head lets it be asked.
        this.text += `<bpmn:exclusiveGateway id="${merge}"/><bpmn:exclusiveGateway id="${split}" default="${split}-${out}"/><bpmn:task id="${out}"/>`;
        this.text +=
          this.flow(merge, first) + this.flow(last, split) + this.flow(split, merge, 'more') + this.flow(split, out);
        return [merge, out];
      }
      case 'subprocess': {
        const id = this.id('sub');
        const inner = this.inside(block.body);
        if (block.times !== 1) this.repeats.push([id, block.times]);
        this.text += `<bpmn:subProcess id="${id}">${inner}${block.times === 1 ? '' : times(block)}</bpmn:subProcess>`;
        return [id, id];
      }
      case 'boundary':
        return this.boundary(block);
      case 'inside': {
        const id = this.id('sub');
        const inner = this.inside(block.body) + this.eventSubProcess(block);
        this.text += `<bpmn:subProcess id="${id}">${inner}</bpmn:subProcess>`;
        return [id, id];
      }
    }
  }

  /** A service task whose error goes another way to the same end. */
  private job(): readonly [string, string] {
    const [id, error, out] = [this.id('job'), this.id('error'), this.id('merge')];
    const type = '<bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements>';
    this.text += `<bpmn:serviceTask id="${id}">${type}</bpmn:serviceTask><bpmn:boundaryEvent id="${error}" attachedToRef="${id}"><bpmn:errorEventDefinition errorRef="err"/></bpmn:boundaryEvent><bpmn:exclusiveGateway id="${out}"/>`;
    this.text += this.flow(id, out) + this.flow(error, out);
    return [id, out];
  }

  private race(events: readonly Trigger[], branches: readonly Block[]): readonly [string, string] {
    const [split, out] = [this.id('race'), this.id('merge')];
    this.text += `<bpmn:eventBasedGateway id="${split}"/><bpmn:exclusiveGateway id="${out}"/>`;
    for (const [index, branch] of branches.entries()) {
      const id = this.id('catch');
      const [first, last] = this.block(branch);
      // Two messages of one name behind the same gateway are refused: the second branch waits for the other kind.
      const event = index === 1 && events[1] === events[0] ? other(events[0]) : (events[index] ?? 'timer');
      this.text += `<bpmn:intermediateCatchEvent id="${id}">${TRIGGERS[event]}</bpmn:intermediateCatchEvent>`;
      this.text += this.flow(split, id) + this.flow(id, first) + this.flow(last, out);
    }
    return [split, out];
  }

  private boundary(block: Extract<Block, { kind: 'boundary' | 'inside' }>): readonly [string, string] {
    const [id, event, out] = [this.id('sub'), this.id('boundary'), this.id('merge')];
    const inner = this.inside(block.body);
    const [first, last] = this.block(block.after);
    this.text += `<bpmn:subProcess id="${id}">${inner}</bpmn:subProcess><bpmn:boundaryEvent id="${event}" attachedToRef="${id}" cancelActivity="${block.interrupting}">${TRIGGERS[block.event]}</bpmn:boundaryEvent>${this.flow(event, first)}`;
    if (!block.interrupting) {
      // What runs beside ends on its own.
      const end = this.id('beside');
      this.text += `<bpmn:endEvent id="${end}"/>${this.flow(last, end)}`;
      return [id, id];
    }
    this.text += `<bpmn:exclusiveGateway id="${out}"/>${this.flow(id, out)}${this.flow(last, out)}`;
    return [id, out];
  }

  private eventSubProcess(block: Extract<Block, { kind: 'boundary' | 'inside' }>): string {
    const outside = this.text;
    this.text = '';
    const [id, start, end] = [this.id('event'), this.id('s'), this.id('e')];
    const [first, last] = this.block(block.after);
    const inner = `<bpmn:startEvent id="${start}" isInterrupting="${block.interrupting}">${TRIGGERS[block.event]}</bpmn:startEvent><bpmn:endEvent id="${end}"/>${this.flow(start, first)}${this.flow(last, end)}${this.text}`;
    this.text = outside;
    return `<bpmn:subProcess id="${id}" triggeredByEvent="true">${inner}</bpmn:subProcess>`;
  }

  private branches(kind: 'xor' | 'and' | 'or', branches: readonly Block[]): readonly [string, string] {
    const type = { xor: 'exclusive', and: 'parallel', or: 'inclusive' }[kind];
    const [split, join] = [this.id(kind), this.id(`${kind}-join`)];
    this.pairs.push([split, join]);
    const choice = `v${(this.choices += 1)}`;
    const ends = branches.map((branch) => this.block(branch));
    const conditional = kind !== 'and';
    const fallback = conditional ? ` default="${split}-${ends[0]?.[0] ?? ''}"` : '';
    this.text += `<bpmn:${type}Gateway id="${split}"${fallback}/><bpmn:${type}Gateway id="${join}"/>`;
    for (const [index, [first, last]] of ends.entries()) {
      const condition = !conditional || index === 0 ? undefined : `${choice} &gt;= ${index}`;
      this.text += this.flow(split, first, condition) + this.flow(last, join);
    }
    return [split, join];
  }

  private inside(body: Block): string {
    const outside = this.text;
    this.text = '';
    const [start, end] = [this.id('s'), this.id('e')];
    const [first, last] = this.block(body);
    const inner = `<bpmn:startEvent id="${start}"/><bpmn:endEvent id="${end}"/>${this.flow(start, first)}${this.flow(last, end)}${this.text}`;
    this.text = outside;
    return inner;
  }

  private id(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count}`;
  }
}

function times({ times: count, sequential }: { readonly times: number; readonly sequential: boolean }): string {
  return `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">=${count}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;
}

function other(event: Trigger | undefined): Trigger {
  return event === 'message' ? 'timer' : 'message';
}
