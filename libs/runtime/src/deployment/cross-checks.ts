import type { FlowNode, ProcessDefinition } from '@pledge/engine';
import type { Finding } from '../process-engine.js';

/** What a process may name: in the same deployment, already deployed, or registered in this build. */
export interface KnownNames {
  jobType(name: string): boolean;
  guard(name: string): boolean;
  calendar(name: string): boolean;
  form(id: string): Promise<boolean>;
  decision(id: string): Promise<boolean>;
  process(key: string): Promise<boolean>;
}

/** Names that a process uses and that nobody knows: each is an error, with the element that uses it (contracts, Models). */
export async function checkNames(resource: string, process: ProcessDefinition, known: KnownNames): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const node of process.nodes.values()) {
    findings.push(...buildNames(resource, node, known), ...(await deployedNames(resource, node, known)));
  }
  return findings;
}

/** Job types and guards: what a build has or has not. */
export function buildNames(resource: string, node: FlowNode, known: Pick<KnownNames, 'jobType' | 'guard'>): Finding[] {
  const findings: Finding[] = [];
  const type = node.job?.type;
  if (type?.kind === 'static' && !known.jobType(type.text)) {
    findings.push(
      finding(resource, node, 'unknown-job-type', {
        zh: `任务类型“${type.text}”不存在。`,
        en: `There is no task type "${type.text}".`,
      }),
    );
  }
  for (const name of node.requires) {
    if (known.guard(name)) continue;
    findings.push(
      finding(resource, node, 'unknown-guard', { zh: `规则“${name}”不存在。`, en: `There is no rule "${name}".` }),
    );
  }
  return findings;
}

async function deployedNames(resource: string, node: FlowNode, known: KnownNames): Promise<Finding[]> {
  const findings: Finding[] = [];
  const formId = node.userTask?.formId ?? node.formId;
  if (formId !== undefined && !(await known.form(formId))) {
    findings.push(
      finding(resource, node, 'missing-form', { zh: `表单“${formId}”不存在。`, en: `There is no form "${formId}".` }),
    );
  }
  const calendar = node.calendar;
  if (calendar?.kind === 'static' && !known.calendar(calendar.text)) {
    const { text } = calendar;
    findings.push(
      finding(resource, node, 'unknown-calendar', {
        zh: `日历“${text}”不存在。`,
        en: `There is no calendar "${text}".`,
      }),
    );
  }
  const decision = node.decision?.decisionId;
  if (decision?.kind === 'static' && !(await known.decision(decision.text))) {
    const { text } = decision;
    findings.push(
      finding(resource, node, 'missing-decision', {
        zh: `决策“${text}”不存在。`,
        en: `There is no decision "${text}".`,
      }),
    );
  }
  const called = node.call?.processId;
  if (called?.kind === 'static' && !(await known.process(called.text))) {
    const { text } = called;
    findings.push(
      finding(resource, node, 'missing-process', {
        zh: `被调用的流程“${text}”不存在。`,
        en: `The called process "${text}" does not exist.`,
      }),
    );
  }
  return findings;
}

function finding(resource: string, node: FlowNode, rule: string, message: Finding['message']): Finding {
  return { severity: 'error', resource, elementId: node.id, rule, message };
}
