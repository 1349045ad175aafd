import { createMemoryPersistence } from '@pledge/runtime';
import { describeStoreContract } from './store-contract.js';

describeStoreContract('memory', async () => ({ ...createMemoryPersistence(), close: async () => undefined }));
