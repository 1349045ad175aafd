import type { ModdleElement } from 'bpmn-moddle';
import { variableOf } from './check-data.js';
import { child, children } from './moddle.js';

/** Names of variables, where BPMN itself says what a multi-instance activity repeats over. */
export interface LoopData {
  readonly collection?: string;
  readonly inputElement?: string;
  readonly outputCollection?: string;
  readonly outputElement?: string;
}

/**
 * `loopDataInputRef`, `inputDataItem`, `loopDataOutputRef`, `outputDataItem` (BPMN 2.0, 10.3.8): data stand for the
 * variable of their name; an input of the activity for what its data association brings.
 */
export function readLoopData(activity: ModdleElement, loop: ModdleElement): LoopData {
  const input = child(loop, 'loopDataInputRef');
  const output = child(loop, 'loopDataOutputRef');
  const inputItem = child(loop, 'inputDataItem');
  const outputItem = child(loop, 'outputDataItem');
  return {
    ...(input === undefined ? {} : { collection: variableOf(sourceOf(activity, input)) }),
    ...(inputItem === undefined ? {} : { inputElement: variableOf(inputItem) }),
    ...(output === undefined ? {} : { outputCollection: variableOf(targetOf(activity, output)) }),
    ...(outputItem === undefined ? {} : { outputElement: variableOf(outputItem) }),
  };
}

function sourceOf(activity: ModdleElement, input: ModdleElement): ModdleElement {
  const association = children(activity, 'dataInputAssociations').find((each) => child(each, 'targetRef') === input);
  return (association === undefined ? undefined : children(association, 'sourceRef')[0]) ?? input;
}

function targetOf(activity: ModdleElement, output: ModdleElement): ModdleElement {
  const association = children(activity, 'dataOutputAssociations').find((each) =>
    children(each, 'sourceRef').includes(output),
  );
  return (association === undefined ? undefined : child(association, 'targetRef')) ?? output;
}
