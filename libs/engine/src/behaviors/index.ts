import type { FlowNodeType } from '../model/process-definition.js';
import type { ElementBehavior } from './behavior.js';
import { adHocSubProcess } from './container/ad-hoc-sub-process.js';
import { callActivity } from './container/call-activity.js';
import { eventSubProcess } from './container/event-sub-process.js';
import { subProcess } from './container/sub-process.js';
import { boundaryEvent } from './event/boundary-event.js';
import { endEvent } from './event/end-event.js';
import { intermediateCatchEvent } from './event/intermediate-catch-event.js';
import { intermediateThrowEvent } from './event/intermediate-throw-event.js';
import { startEvent } from './event/start-event.js';
import { complexGateway } from './gateway/complex-gateway.js';
import { eventBasedGateway } from './gateway/event-based-gateway.js';
import { exclusiveGateway } from './gateway/exclusive-gateway.js';
import { inclusiveGateway } from './gateway/inclusive-gateway.js';
import { parallelGateway } from './gateway/parallel-gateway.js';
import { businessRuleTask } from './task/business-rule-task.js';
import { noOpTask } from './task/no-op-task.js';
import { receiveTask } from './task/receive-task.js';
import { scriptTask } from './task/script-task.js';
import { sendTask } from './task/send-task.js';
import { serviceTask } from './task/service-task.js';
import { userTask } from './task/user-task.js';

/** Every element type that runs. A new type without a behaviour does not compile. */
export const behaviors: Readonly<Record<FlowNodeType, ElementBehavior>> = {
  startEvent,
  endEvent,
  intermediateCatchEvent,
  intermediateThrowEvent,
  boundaryEvent,
  task: noOpTask,
  userTask,
  serviceTask,
  sendTask,
  receiveTask,
  businessRuleTask,
  scriptTask,
  manualTask: noOpTask,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  eventBasedGateway,
  complexGateway,
  subProcess,
  transaction: subProcess,
  adHocSubProcess,
  eventSubProcess,
  callActivity,
};
