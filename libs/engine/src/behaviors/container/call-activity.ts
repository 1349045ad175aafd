import { ElementFailed } from '../../execution/element-failed.js';
import { leaveLater } from '../../execution/transitions.js';
import { evaluateText, visibleVariables } from '../../execution/variables.js';
import { addWait } from '../../execution/waits.js';
import type { ElementBehavior } from '../behavior.js';

/** Starts another process and waits for its end (BPMN 2.0, 13.3.5). The child lives in its own instance. */
export const callActivity: ElementBehavior = {
  enter(run, node, element) {
    const { call } = element;
    if (call === undefined) return leaveLater(run, node);
    const visible = visibleVariables(run, node);
    const processKey = evaluateText(run, call.processId, visible, element.id);
    if (processKey === '')
      throw new ElementFailed('CALLED_PROCESS_MISSING', element.id, 'The called process has no name.');
    const ownKey = run.draft.instance.businessKey;
    const businessKey =
      call.businessKey === undefined ? ownKey : evaluateText(run, call.businessKey, visible, element.id);
    const callId = run.newId();
    const childInstanceId = run.newId();
    run.effect({
      type: 'start-child',
      callId,
      childInstanceId,
      processKey,
      elementId: element.id,
      variables: call.propagateAllParent ? visible : (node.variables ?? {}),
      mode: run.draft.instance.mode,
      ...(businessKey === undefined ? {} : { businessKey }),
    });
    addWait(run, node.id, { kind: 'call', id: callId, childId: childInstanceId });
  },
};
