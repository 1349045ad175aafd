import fc from 'fast-check';
import { bpmn } from '../testing-driver.js';

/** A block of a structured diagram: one way in, one way out. */
export type Block =
  | { readonly kind: 'task' }
  | { readonly kind: 'sequence'; readonly parts: readonly Block[] }
  | { readonly kind: 'xor' | 'and' | 'or'; readonly branches: readonly Block[] }
  | { readonly kind: 'loop'; readonly body: Block }
  | { readonly kind: 'subprocess'; readonly body: Block; readonly times: number; readonly sequential: boolean }
  | {
      readonly kind: 'boundary';
      readonly event: 'timer' | 'message';
      readonly interrupting: boolean;
      readonly body: Block;
      readonly after: Block;
    };

/** Blocks nested up to four deep. */
export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 3, arbitrary: fc.constant<Block>({ kind: 'task' }) },
    {
      weight: 2,
      arbitrary: fc
        .array(tie('block'), { minLength: 2, maxLength: 3 })
        .map((parts): Block => ({ kind: 'sequence', parts })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom('xor' as const, 'and' as const, 'or' as const),
          fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
        )
        .map(([kind, branches]): Block => ({ kind, branches })),
    },
    {
      weight: 1,
      arbitrary: tie('block').map((inner): Block => ({
        kind: 'loop',
        body: { kind: 'sequence', parts: [{ kind: 'task' }, inner] },
      })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('block'), fc.integer({ min: 0, max: 3 }), fc.boolean())
        .map(([body, times, sequential]): Block => ({ kind: 'subprocess', body, times, sequential })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('timer' as const, 'message' as const), fc.boolean(), tie('block'), tie('block'))
        .map(([event, interrupting, body, after]): Block => ({ kind: 'boundary', event, interrupting, body, after })),
    },
  ),
})).block;

/** A block as BPMN. */
export interface Diagram {
  readonly xml: string;
  /** Conditions read `v1` to `v<choices>` of the start variables, each 0, 1 or 2. */
  readonly choices: number;
  /** Gateways that split, with those that join the same branches. */
  readonly pairs: readonly (readonly [split: string, join: string])[];
}

/** Writes a block as BPMN: ids are numbered, `v<n>` chooses at the n-th gateway or loop. */
export function diagramOf(block: Block): Diagram {
  const writer = new Writer();
  const [first, last] = writer.block(block);
  const body = `<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>${writer.flow('start', first)}${writer.flow(last, 'end')}${writer.text}`;
  return { xml: bpmn(body, '<bpmn:message id="m" name="m"/>'), choices: writer.choices, pairs: writer.pairs };
}

class Writer {
  text = '';
  choices = 0;
  readonly pairs: (readonly [string, string])[] = [];
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
        const loop = `<bpmn:multiInstanceLoopCharacteristics isSequential="${block.sequential}"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">=${block.times}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;
        this.text += `<bpmn:subProcess id="${id}">${inner}${block.times === 1 ? '' : loop}</bpmn:subProcess>`;
        return [id, id];
      }
      case 'boundary': {
        const [id, event, out] = [this.id('sub'), this.id('boundary'), this.id('merge')];
        const inner = this.inside(block.body);
        const definition =
          block.event === 'message'
            ? '<bpmn:messageEventDefinition messageRef="m"/>'
            : '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';
        const [first, last] = this.block(block.after);
        this.text += `<bpmn:subProcess id="${id}">${inner}</bpmn:subProcess><bpmn:boundaryEvent id="${event}" attachedToRef="${id}" cancelActivity="${block.interrupting}">${definition}</bpmn:boundaryEvent>${this.flow(event, first)}`;
        if (!block.interrupting) {
          // What runs beside ends on its own.
          const end = this.id('beside');
          this.text += `<bpmn:endEvent id="${end}"/>${this.flow(last, end)}`;
          return [id, id];
        }
        this.text += `<bpmn:exclusiveGateway id="${out}"/>${this.flow(id, out)}${this.flow(last, out)}`;
        return [id, out];
      }
    }
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
