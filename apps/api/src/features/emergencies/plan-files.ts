import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emergencyPlanContentSchema, type EmergencyPlanContent } from '@pledge/contracts';

/** Beside the model of the same folder. */
const FILE = 'plan.json';

/**
 * The plans that come with the product, by the key of their process. They are data: a plan is changed by a new version.
 * @param root the folder that holds `processes/`
 * @throws Error naming a file that is no plan: what is shipped must be whole
 */
export function shippedPlans(root: string): ReadonlyMap<string, EmergencyPlanContent> {
  const folder = join(root, 'processes');
  const plans = new Map<string, EmergencyPlanContent>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || !readdirSync(join(folder, entry.name)).includes(FILE)) continue;
    const file = join(folder, entry.name, FILE);
    const parsed = emergencyPlanContentSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) throw new Error(`${file}: ${parsed.error.message}`);
    plans.set(entry.name, parsed.data);
  }
  return plans;
}
