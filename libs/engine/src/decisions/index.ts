export { evaluateDecision, evaluateService, type DecisionResult, type MatchedRule } from './decision.js';
export { parseDmn, MAX_DMN_LENGTH, type DmnParsing } from './parse-dmn.js';
export type { Decision, DecisionModel, DecisionTable, HitPolicy } from './decision-model.js';
export type { ResourceFinding } from './resource-finding.js';
