export {
  CLOCK,
  ENGINE_STORE,
  PLATFORM_OPTIONS,
  PROCESS_ENGINE,
  READER,
  SESSION_RESOLVER,
  UNIT_OF_WORK,
} from './tokens.js';
export { Delegate, FeatureJob, Requirement } from './delegates/delegate.decorator.js';
export { Endpoint } from './authorization/endpoint.decorator.js';
export type { EndpointOptions, EndpointRoles } from './authorization/endpoint.decorator.js';
export { PROVIDER_SCOPE, scopeOf } from './authorization/scope.js';
export type { Scope } from './authorization/scope.js';
export { CurrentUser, OptionalUser, SESSION_COOKIE, hasRole } from './authentication/session-user.js';
export type { PledgeRequest, ResolvedSession, SessionResolver, SessionUser } from './authentication/session-user.js';
export { HttpProblem } from './problems/http-problem.js';
export { LiveEvents } from './live-events/live-events.js';
export type { LiveEventInput } from './live-events/live-events.js';
export type { CaseParty } from './live-events/case-parties.js';
export { IdempotencyKey, storeAnswer } from './idempotency/idempotency-context.js';
export type { IdempotencyKeyHandle } from './idempotency/idempotency-context.js';
export { RAW_UNIT_OF_WORK } from './tokens.js';
export { EndpointRegistry, roleTable } from './authorization/endpoint-registry.js';
export type { Route } from './authorization/endpoint-registry.js';
export { isSameOrigin } from './authentication/csrf.js';
export { ProblemCatalogue, languageOf, pick } from './problems/problem-texts.js';
export { check as checkInput } from './validation.js';
export { ProblemFilter } from './problems/problem.filter.js';
export { JobPoller } from './job-poller.js';
export { openApiDocument } from './openapi/openapi.js';
export { PlatformModule } from './platform.module.js';
export type { PlatformOptions } from './platform-options.js';
export { afterSettling } from './settling-answer.js';
export { CaseParties } from './live-events/case-parties.js';
export { PERSISTENCE, ProcessEngineModule, clockOf } from './process-engine.module.js';
export type { ProcessEngineModuleOptions } from './process-engine.module.js';
