import 'reflect-metadata';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApp } from './create-app.js';

export { createApp } from './create-app.js';
export type { CreateAppOptions, RunningApp } from './create-app.js';

/** Starts the server, prints its address, and stops cleanly on SIGINT and SIGTERM. */
export async function main(): Promise<void> {
  try {
    const running = await createApp();
    const { config, url, setupUrl } = running;
    console.log(`\nPledge: ${config.publicUrl ?? url}   modeler: ${url}/modeler/   API: ${url}/api/docs`);
    if (config.demo) console.log('DEMO data and demo accounts are on (password pledge-demo). Not for real use.');
    if (config.clock === 'virtual') console.log('The clock is virtual: POST /api/clock/advance moves it.');
    if (setupUrl !== null) console.log(`Set up the first administrator (one-time link, 24 h): ${setupUrl}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        void running.close().then(() => process.exit(0));
      });
    }
  } catch (error) {
    console.error(error instanceof Error && error.name === 'ConfigError' ? error.message : error);
    process.exitCode = 1;
  }
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) await main();
