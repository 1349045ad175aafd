import { diff } from 'bpmn-js-differ';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };

/** Element ids by how they differ. */
export interface ModelDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Only drawn elsewhere. */
  readonly moved: readonly string[];
}

/** Compares what two diagrams mean, and how they are drawn. Throws when one is not BPMN. */
export async function diffModels(before: string, after: string): Promise<ModelDifference> {
  const moddle = new BpmnModdle({ zeebe });
  const [old, now] = await Promise.all([moddle.fromXML(before), moddle.fromXML(after)]);
  const { _added, _removed, _changed, _layoutChanged } = diff(old.rootElement, now.rootElement);
  const changed = Object.keys(_changed);
  return {
    added: Object.keys(_added),
    removed: Object.keys(_removed),
    changed,
    moved: Object.keys(_layoutChanged).filter((id) => !changed.includes(id)),
  };
}
