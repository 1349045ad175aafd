import type { FlowNode, ProcessDefinition } from '@pledge/engine';
import type { Guard } from '../guards/guard.js';
import type { Finding } from '../process-engine.js';
import { wayAround } from './way-around.js';

/**
 * The static half of the guards: guarded work that does not name its guard, and ways to a guarded element around a step that
 * has to come before it. Each is an error that shows the way.
 */
export function guardPaths(
  resource: string,
  process: ProcessDefinition,
  guards: Iterable<readonly [name: string, guard: Guard]>,
): Finding[] {
  const findings: Finding[] = [];
  for (const [name, { path }] of guards) {
    if (path === undefined) continue;
    const clause = path.clause === undefined ? {} : { clause: path.clause };
    for (const node of process.nodes.values()) {
      if (!node.requires.includes(name)) {
        if (path.mustRequire?.(node) !== true) continue;
        const message = {
          zh: `“${labelOf(node).zh}”必须设置 pledge:requires = ${name}。`,
          en: `"${labelOf(node).en}" has to carry pledge:requires = ${name}.`,
        };
        findings.push({ severity: 'error', resource, elementId: node.id, rule: 'guard/missing', message, ...clause });
        continue;
      }
      for (const step of path.steps) {
        const way = wayAround(process, node.id, (one) => step.is(one));
        if (way === null) continue;
        const names = way.map((id) => labelOf(process.nodes.get(id) ?? node));
        const message = {
          zh: `可以不经过“${step.text.zh}”到达“${labelOf(node).zh}”：${names.map((one) => one.zh).join(' → ')}。`,
          en: `"${labelOf(node).en}" can be reached without "${step.text.en}": ${names.map((one) => one.en).join(' → ')}.`,
        };
        const detail = { path: way };
        findings.push({
          severity: 'error',
          resource,
          elementId: node.id,
          rule: 'guard/way-around',
          message,
          detail,
          ...clause,
        });
      }
    }
  }
  return findings;
}

function labelOf(node: FlowNode): { readonly zh: string; readonly en: string } {
  const zh = node.name ?? node.id;
  return { zh, en: node.labelEn ?? zh };
}
