import type { Variables } from '@pledge/engine';
import { Problem } from '../errors.js';
import type { RuntimeContext } from '../runtime-context.js';

/** @throws Problem VARIABLES_TOO_LARGE (design D3: larger things are file references). */
export function checkVariables(context: RuntimeContext, variables: Variables | undefined): void {
  if (!variables) return;
  const size = JSON.stringify(variables).length;
  const limit = context.limits.variablesSize;
  if (size > limit) throw new Problem('too-large', 'VARIABLES_TOO_LARGE', { size, limit });
}
