import { describeBatches } from './store-contract.batches.js';
import type { StoreUnderTest } from './store-contract.fixtures.js';
import { describeJobs } from './store-contract.jobs.js';
import { describeMessagesAndDeployments } from './store-contract.messages.js';
import { describeTaskPeople } from './store-contract.people.js';
import { describeOperations } from './store-contract.operations.js';
import { describeTaskLists } from './store-contract.tasks.js';

export type { StoreUnderTest } from './store-contract.fixtures.js';

/**
 * The specifications that every `EngineStore` passes: memory, libsql, MariaDB. `factory` makes an empty store for each
 * of them. Uses Jest's global functions, so that importing this library outside of Jest stays possible.
 */
export function describeStoreContract(name: string, factory: () => Promise<StoreUnderTest>): void {
  describe(`engine store: ${name}`, () => {
    let under: StoreUnderTest;
    beforeEach(async () => {
      under = await factory();
    });
    afterEach(() => under.close());
    describeBatches(() => under);
    describeJobs(() => under);
    describeTaskLists(() => under);
    describeTaskPeople(() => under);
    describeMessagesAndDeployments(() => under);
    describeOperations(() => under);
  });
}
