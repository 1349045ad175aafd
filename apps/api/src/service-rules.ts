import { serviceRuleSchema, type ServiceRuleData } from '@pledge/contracts';
import type { ProcessDefinition } from '@pledge/engine';
import type { Finding, RuleCheck, StoredRule } from '@pledge/runtime';
import {
  checkServiceRules,
  choicesWithoutStep,
  withCallers,
  type KeyedRule,
  type RuleFinding,
  type ServiceRule,
} from '@pledge/verification';

/**
 * Service rules as administrators keep them. A process that is deployed is asked under all rules; processes that call it, and
 * all processes for a rule that is deployed, are told as remarks: what runs already does not refuse what is new.
 */
export const serviceRules: RuleCheck = {
  read: ({ content, resource }) => {
    const { problem } = read(content);
    return problem === null ? [] : [unreadable(resource, problem)];
  },
  check({ files, processes, rules }) {
    const known = rules.map((stored) => ({ stored, rule: read(stored.content).rule }));
    const usable = known.flatMap(({ stored, rule }) => (rule ? [{ stored, keyed: { key: stored.key, rule } }] : []));
    const all = usable.map(({ keyed }) => keyed);
    const here = [...files.keys()];
    const callers = [...withCallers(here, processes)].filter((key) => !files.has(key));
    const own = checkServiceRules(here, processes, all).map((found) => ofProcess(found, files));
    const called = checkServiceRules(callers, processes, all).map((found) =>
      elsewhere(found, processes, fileOf(files)),
    );
    const deployed = usable.filter(({ stored }) => stored.resource !== null);
    const others = [...processes.keys()].filter((key) => !files.has(key) && !callers.includes(key));
    const fresh = deployed.flatMap(({ stored, keyed }) => [
      ...checkServiceRules(others, processes, [keyed]).map((found) =>
        elsewhere(found, processes, stored.resource ?? keyed.key),
      ),
      ...remarks(stored, keyed, processes),
    ]);
    return [...own, ...called, ...fresh];
  },
};

function read(content: string): { readonly rule: ServiceRule | null; readonly problem: string | null } {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return { rule: null, problem: 'JSON' };
  }
  const parsed = serviceRuleSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { rule: null, problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
  }
  const rule: ServiceRuleData = parsed.data;
  return { rule, problem: null };
}

const fileOf = (files: ReadonlyMap<string, string>): string => [...files.values()][0] ?? '';

function ofProcess({ processKey, ...found }: RuleFinding, files: ReadonlyMap<string, string>): Finding {
  return { ...found, resource: files.get(processKey) ?? fileOf(files) };
}

/** A remark on a process that is not on the screen: it says which one. */
function elsewhere(found: RuleFinding, processes: ReadonlyMap<string, ProcessDefinition>, resource: string): Finding {
  const { elementId, processKey, message, detail, rule } = found;
  const process = processes.get(processKey);
  const zh = process?.name ?? processKey;
  return {
    severity: found.severity === 'info' ? 'info' : 'warning',
    resource,
    rule,
    message: {
      zh: `流程“${zh}”：${message.zh}`,
      en: `Process "${process?.labelEn ?? zh}": ${message.en}`,
    },
    detail: { ...detail, processKey, elementId },
  };
}

function remarks(
  { resource }: StoredRule,
  keyed: KeyedRule,
  processes: ReadonlyMap<string, ProcessDefinition>,
): Finding[] {
  const base = { severity: 'warning', resource: resource ?? keyed.key } as const;
  const unknown = keyed.rule.processes.filter((key) => !processes.has(key));
  const idle = choicesWithoutStep(keyed, processes);
  return [
    ...unknown.map((key) => ({
      ...base,
      rule: 'service-rule/unknown-process',
      message: { zh: `没有流程“${key}”。`, en: `There is no process "${key}".` },
    })),
    ...idle.map((choice) => {
      const values = choice.map(({ value }) => value);
      return {
        ...base,
        rule: 'service-rule/no-step',
        message: {
          zh: `没有任何流程里有这样的步骤：“${values.join('”、“')}”。`,
          en: `No process has a step of this kind: "${values.join('", "')}".`,
        },
      };
    }),
  ];
}

function unreadable(resource: string, problem: string): Finding {
  return {
    severity: 'error',
    resource,
    rule: 'service-rule/invalid',
    message: {
      zh: `服务规则不完整或有误（${problem}）。`,
      en: `The service rule is not complete or not valid (${problem}).`,
    },
  };
}
