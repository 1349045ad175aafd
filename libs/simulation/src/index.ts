export { simulate } from './simulate.js';
export type { SimulationEnvironment } from './simulate.js';
export { MAX_CPU_MS, MAX_TRACE } from './scenario.js';
export type { SimulationAnswer, SimulationResult, SimulationScenario, TraceEntry } from './scenario.js';
export type { Play, PlayDeed, PlayWait, RecordedEvent } from './play.js';
export { randomWorld, type Behaviour, type Span } from './chance/random-world.js';
export { RunStatistics, type RunSummary } from './chance/run-statistics.js';
