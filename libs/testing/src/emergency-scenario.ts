import { fileURLToPath } from 'node:url';
import { beforeAll, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type ScenarioDelegate, type Shipment } from './scenario.js';

const NUMBER = 'YJ-2026-0001';

/** Scenarios of one emergency model (F-08): made inside `describe`, it reads the shipped processes once for all of them. */
export class EmergencyScenarios {
  private readonly taken = new Set<string>();
  private shipment!: Shipment;

  constructor(
    private readonly key: string,
    private readonly delegates: Record<string, ScenarioDelegate> = {},
  ) {
    // Two cores are shared with database and browser specs.
    jest.setTimeout(180_000);
    beforeAll(async () => {
      this.shipment = await loadShipment(fileURLToPath(new URL('../../../processes', import.meta.url)));
    });
  }

  /** A new run of the model; its notices go nowhere, unless a delegate of the spec takes them. */
  begin(variables: Record<string, string> = {}): ProcessScenario {
    const delegates = { 'emergency-notice': () => undefined, ...this.delegates };
    const scenario = new ProcessScenario(this.shipment, delegates, this.taken);
    scenario.start(this.key, { emergencyNumber: NUMBER, ...variables }, NUMBER);
    return scenario;
  }

  /** Kinds of the notices so far, in order. */
  notices(scenario: ProcessScenario): (string | undefined)[] {
    return scenario.jobsOf('emergency-notice').map((job) => job.headers['kind']);
  }

  /** Sequence flows that no run took. */
  untaken(): string[] {
    return untakenFlows(this.shipment, this.key, this.taken);
  }
}
