import type { Reason } from './reasons.js';

/** Writers of `write-*.ts`: how something is said here. */
export type WriterName =
  | 'assignee'
  | 'candidateUsers'
  | 'candidateGroups'
  | 'dueDate'
  | 'followUpDate'
  | 'taskPriority'
  | 'formKey'
  | 'work'
  | 'topicKind'
  | 'resultVariable'
  | 'decision'
  | 'decisionResult'
  | 'collection'
  | 'elementVariable'
  | 'callBinding'
  | 'versionTag'
  | 'inheritVariables'
  | 'properties'
  | 'inputOutput'
  | 'callIn'
  | 'callOut'
  | 'formData'
  | 'formProperty';

/** `write`: translated where it can be; `ask`: somebody must choose; `drop`: not needed here. */
export type Rule = { readonly write: WriterName } | { readonly ask: Reason } | { readonly drop: Reason };

const write = (name: WriterName): Rule => ({ write: name });
const ask = (reason: Reason): Rule => ({ ask: reason });
const drop = (reason: Reason): Rule => ({ drop: reason });

/**
 * Attributes of Camunda 7 (and Operaton), Flowable and Activiti by their local name; the three come from one family and
 * mean the same by the same word. What is not here is `ask('unknown')`.
 */
export const attributeRules: Readonly<Record<string, Rule>> = {
  // user tasks
  assignee: write('assignee'),
  candidateUsers: write('candidateUsers'),
  candidateGroups: write('candidateGroups'),
  dueDate: write('dueDate'),
  followUpDate: write('followUpDate'),
  priority: write('taskPriority'),
  formKey: write('formKey'),
  formRef: write('formKey'),
  formRefBinding: ask('binding'),
  formRefVersion: ask('binding'),
  formHandlerClass: ask('form'),
  formFieldValidation: drop('form'),
  sameDeployment: ask('binding'),
  owner: ask('person'),
  skipExpression: ask('skip'),
  businessCalendarName: ask('calendar'),
  endDate: ask('cycleEnd'),
  category: ask('unknown'),
  extensionId: drop('tool'),
  taskCompleterVariableName: ask('initiator'),
  taskIdVariableName: ask('unknown'),
  validateFormFields: drop('form'),
  // work by code
  class: write('work'),
  delegateExpression: write('work'),
  expression: write('work'),
  topic: write('work'),
  type: write('topicKind'),
  resultVariable: write('resultVariable'),
  resultVariableName: write('resultVariable'),
  useLocalScopeForResultVariable: ask('local'),
  storeResultVariableAsTransient: ask('local'),
  triggerable: ask('work'),
  parallelInSameTransaction: drop('async'),
  resource: ask('script'),
  autoStoreVariables: ask('script'),
  skipJavaScriptInputParams: ask('script'),
  // decisions
  decisionRef: write('decision'),
  mapDecisionResult: write('decisionResult'),
  decisionRefBinding: ask('binding'),
  decisionRefVersion: ask('binding'),
  decisionRefTenantId: drop('tenant'),
  ruleVariablesInput: ask('work'),
  rules: ask('work'),
  exclude: ask('work'),
  // multi-instance
  collection: write('collection'),
  elementVariable: write('elementVariable'),
  elementIndexVariable: ask('local'),
  noWaitStatesAsyncLeave: drop('async'),
  // called processes
  calledElementBinding: write('callBinding'),
  calledElementVersion: ask('binding'),
  calledElementVersionTag: ask('binding'),
  calledElementTenantId: drop('tenant'),
  calledElementType: drop('topicKind'),
  fallbackToDefaultTenant: drop('tenant'),
  inheritVariables: write('inheritVariables'),
  inheritBusinessKey: drop('businessKey'),
  businessKey: ask('value'),
  processInstanceName: ask('name'),
  completeAsync: drop('async'),
  idVariableName: ask('local'),
  processInstanceIdVariableName: ask('local'),
  useLocalScopeForOutParameters: ask('local'),
  caseRef: ask('caseCall'),
  caseBinding: ask('caseCall'),
  caseVersion: ask('caseCall'),
  caseTenantId: drop('tenant'),
  variableMappingClass: ask('value'),
  variableMappingDelegateExpression: ask('value'),
  // events
  initiator: ask('initiator'),
  errorCodeVariable: ask('errorVariable'),
  errorMessageVariable: ask('errorVariable'),
  errorVariableName: ask('errorVariable'),
  errorVariableTransient: drop('errorVariable'),
  errorVariableLocalScope: drop('errorVariable'),
  errorMessage: ask('errorVariable'),
  escalationCodeVariable: ask('errorVariable'),
  variableName: drop('conditionVariable'),
  variableEvents: drop('conditionVariable'),
  messageExpression: ask('value'),
  signalExpression: ask('value'),
  correlationKey: ask('message'),
  scope: ask('unknown'),
  interrupting: ask('unknown'),
  // how it is run
  async: drop('async'),
  asyncBefore: drop('async'),
  asyncAfter: drop('async'),
  asyncLeave: drop('async'),
  exclusive: drop('async'),
  asyncLeaveExclusive: drop('async'),
  isEagerExecutionFetch: drop('async'),
  jobPriority: drop('priority'),
  taskPriority: drop('priority'),
  historyTimeToLive: drop('history'),
  historyLevel: drop('history'),
  // processes
  versionTag: write('versionTag'),
  candidateStarterUsers: ask('starter'),
  candidateStarterGroups: ask('starter'),
  isStartableInTasklist: ask('starter'),
  // drawing tools
  modelerTemplate: drop('tool'),
  modelerTemplateVersion: drop('tool'),
  diagramRelationId: drop('tool'),
};

/** Elements inside `extensionElements`, by their local name. */
export const elementRules: Readonly<Record<string, Rule>> = {
  properties: write('properties'),
  inputOutput: write('inputOutput'),
  in: write('callIn'),
  out: write('callOut'),
  formData: write('formData'),
  formProperty: write('formProperty'),
  executionListener: ask('listener'),
  taskListener: ask('listener'),
  eventListener: ask('listener'),
  failedJobRetryTimeCycle: drop('retries'),
  field: ask('work'),
  connector: ask('connector'),
  errorEventDefinition: ask('errorVariable'),
  mapException: ask('errorVariable'),
  potentialStarter: ask('starter'),
  script: ask('script'),
  localization: ask('name'),
  customResource: ask('person'),
  validation: ask('form'),
};
