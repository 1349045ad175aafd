import type { NodeInstance } from '../../execution/instance-state.js';
import type { Run } from '../../execution/run.js';
import { eventParts, type EventDefinition, type FlowNode } from '../../model/process-definition.js';
import { cancelTransaction } from './definitions/cancel.js';
import { throwCompensation } from './definitions/compensation.js';
import { throwErrorEvent } from './definitions/error.js';
import { throwEscalationEvent } from './definitions/escalation.js';
import { jumpToLink } from './definitions/link.js';
import { throwMessage } from './definitions/message.js';
import { throwSignal } from './definitions/signal.js';
import { terminateScope } from './definitions/terminate.js';

/** Does what a throwing event throws. `gone`: its token is not there any more, or waits for what it threw. */
export function throwEvent(run: Run, node: NodeInstance, element: FlowNode): 'continues' | 'gone' {
  for (const event of eventParts(element.event)) if (throwOne(run, node, element, event) === 'gone') return 'gone';
  return 'continues';
}

function throwOne(run: Run, node: NodeInstance, element: FlowNode, event: EventDefinition): 'continues' | 'gone' {
  switch (event.kind) {
    case 'none':
    case 'multiple':
    case 'timer':
    case 'conditional':
      return 'continues';
    case 'message':
      throwMessage(run, node, element, event);
      return 'continues';
    case 'signal':
      throwSignal(run, node, element, event);
      return 'continues';
    case 'compensation':
      return throwCompensation(run, node, element, event);
    case 'cancel':
      cancelTransaction(run, node);
      return 'gone';
    case 'terminate':
      terminateScope(run, node);
      return 'continues';
    case 'link':
      jumpToLink(run, node, element, event);
      return 'gone';
    case 'error':
      throwErrorEvent(run, node, element, event);
      return 'gone';
    case 'escalation':
      return throwEscalationEvent(run, node, element, event);
  }
}
