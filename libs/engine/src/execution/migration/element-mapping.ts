import { isContainer, type ProcessDefinition } from '../../model/process-definition.js';
import type { Refusal } from '../refusal.js';
import { proposeMapping, type MappedElement } from './propose-mapping.js';

/** Both versions, and where each element of the old one is in the new one. */
export interface VersionPair {
  readonly source: ProcessDefinition;
  readonly target: ProcessDefinition;
  readonly elements: ReadonlyMap<string, MappedElement>;
  /** Sequence flows that were given by hand. */
  readonly flows: ReadonlyMap<string, string>;
}

/** What an operator says of the mapping: old id → new id (elements and sequence flows), null: nothing of the new version. */
export type GivenMapping = Readonly<Record<string, string | null>>;

/** Ids in the new version; the process is in it under its own key. */
export function imageOf(pair: VersionPair, elementId: string): string | undefined {
  return elementId === pair.source.key ? pair.target.key : pair.elements.get(elementId)?.to;
}

/** The proposal, with what was given laid over it; what is wrong with that is added to `refusals`. */
export function pairVersions(
  source: ProcessDefinition,
  target: ProcessDefinition,
  given: GivenMapping,
  refusals: Refusal[],
): VersionPair {
  const elements = new Map(proposeMapping(source, target).mapped.map((each) => [each.from, each]));
  const flows = new Map<string, string>();
  const wrong = (elementId: string, zh: string, en: string): void => {
    refusals.push({ code: 'MAPPING_INVALID', elementId, message: { zh, en } });
  };
  for (const [from, to] of Object.entries(given)) {
    if (source.flows.has(from)) {
      if (to !== null && target.flows.has(to)) flows.set(from, to);
      else wrong(from, `新版本没有连线“${String(to)}”。`, `The new version has no sequence flow "${String(to)}".`);
      continue;
    }
    if (!source.nodes.has(from)) {
      wrong(from, `原版本没有元素“${from}”。`, `The old version has no element "${from}".`);
      continue;
    }
    elements.delete(from);
    if (to === null) continue;
    if (!target.nodes.has(to)) {
      wrong(from, `新版本没有元素“${to}”。`, `The new version has no element "${to}".`);
      continue;
    }
    elements.set(from, { from, to, how: 'given' });
  }
  checkOnce(source, elements, wrong);
  return { source, target, elements, flows };
}

/** Two tasks may become one; two scopes, or two boundary events, may not. */
function checkOnce(
  source: ProcessDefinition,
  elements: ReadonlyMap<string, MappedElement>,
  wrong: (elementId: string, zh: string, en: string) => void,
): void {
  const by = new Map<string, string>();
  for (const { from, to } of elements.values()) {
    const type = source.nodes.get(from)?.type;
    if (type === undefined || (type !== 'boundaryEvent' && !isContainer(type))) continue;
    const first = by.get(to);
    if (first !== undefined)
      wrong(
        from,
        `“${from}”与“${first}”映射到了同一个元素“${to}”。`,
        `"${from}" and "${first}" are both mapped to "${to}".`,
      );
    by.set(to, from);
  }
}
