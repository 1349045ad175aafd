/** Injection tokens of the platform: `@Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine`. */

/** `ProcessEngine` of `@pledge/runtime`. */
export const PROCESS_ENGINE = Symbol('PROCESS_ENGINE');
/** `UnitOfWork` of `@pledge/runtime`: the only way to write (design D5). */
export const UNIT_OF_WORK = Symbol('UNIT_OF_WORK');
/** `Clock` of `@pledge/runtime`: product time. */
export const CLOCK = Symbol('CLOCK');
/** `() => EntityManager` of typeorm, on the read-only connection. Only repositories use it. */
export const READER = Symbol('READER');
/** `EngineStore` of `@pledge/runtime`; for the platform itself, features use PROCESS_ENGINE. */
export const ENGINE_STORE = Symbol('ENGINE_STORE');
/** `SessionResolver`: who stands behind a session token. Provided by the users feature. */
export const SESSION_RESOLVER = Symbol('SESSION_RESOLVER');
/** `PlatformOptions`: what the application told the platform at start. */
export const PLATFORM_OPTIONS = Symbol('PLATFORM_OPTIONS');
/** The unit of work without the idempotency key of the request: for the engine and the platform itself. */
export const RAW_UNIT_OF_WORK = Symbol('RAW_UNIT_OF_WORK');
