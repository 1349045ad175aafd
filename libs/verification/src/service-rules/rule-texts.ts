import type { BothLanguages, FlowNode, ProcessDefinition } from '@pledge/engine';
import type { Naming } from './flat-net.js';
import type { ServiceRule, StepChoice } from './rule.js';
import { isChosen } from './select.js';

/** Names told of one choice. */
const MOST_NAMES = 3;

/**
 * What is wrong, in one sentence a manager understands. `at`: where the way ends.
 * @param involved the process and those it calls; `all` gives the words where none of these has such a step
 */
export function brokenText(
  rule: ServiceRule,
  at: Naming,
  involved: readonly ProcessDefinition[],
  all: readonly ProcessDefinition[],
): BothLanguages {
  const names = (choice: StepChoice): BothLanguages => namesOf(choice, involved, all);
  const sentence = told(rule, at, names);
  const inside = involved.find(({ key }) => key === at.calledProcess);
  const where = inside
    ? { zh: `（在被调用的流程“${inside.name ?? inside.key}”里）`, en: ` (in the called process "${labelOf(inside)}")` }
    : { zh: '', en: '' };
  return {
    zh: `不符合服务规则“${rule.name.zh}”：${sentence.zh}${where.zh}。`,
    en: `Against the service rule "${rule.name.en}": ${sentence.en}${where.en}.`,
  };
}

function told(rule: ServiceRule, at: Naming, names: (choice: StepChoice) => BothLanguages): BothLanguages {
  switch (rule.kind) {
    case 'before': {
      const first = names(rule.first);
      const again = rule.again ? names(rule.again) : null;
      return {
        zh: `没有${again ? `在${again.zh}之后重新` : '先'}完成${first.zh}，也能走到“${at.zh}”`,
        en: `"${at.en}" can be reached without ${first.en} ${again ? `once more after ${again.en}` : 'before it'}`,
      };
    }
    case 'through': {
      const step = names(rule.step);
      const after = rule.after ? names(rule.after) : null;
      return {
        zh: `${after ? `${after.zh}之后，` : ''}工单可以不完成${step.zh}就结束`,
        en: `${after ? `after ${after.en} ` : ''}a case can end without ${step.en}`,
      };
    }
    case 'heard':
      return {
        zh: `工单停在“${at.zh}”时，没有步骤等待消息“${rule.message}”`,
        en: `while a case rests at "${at.en}", nothing waits for the message "${rule.message}"`,
      };
    case 'not-both': {
      const [one, other] = [names(rule.one), names(rule.other)];
      return {
        zh: `同一件工单可能既有${one.zh}，又有${other.zh}`,
        en: `one case can have both ${one.en} and ${other.en}`,
      };
    }
    case 'at-most': {
      const step = names(rule.step);
      return {
        zh: `同一件工单可能执行${step.zh}超过 ${rule.times} 次`,
        en: `one case can do ${step.en} more than ${rule.times === 1 ? 'once' : `${rule.times} times`}`,
      };
    }
  }
}

/** What the diagram calls the elements meant; without any, what they are chosen by. */
function namesOf(
  choice: StepChoice,
  involved: readonly ProcessDefinition[],
  all: readonly ProcessDefinition[],
): BothLanguages {
  const chosenIn = (processes: readonly ProcessDefinition[]): FlowNode[] =>
    processes.flatMap(({ nodes }) => [...nodes.values()]).filter((node) => isChosen(node, choice));
  const own = chosenIn(involved);
  const nodes = own.length > 0 ? own : chosenIn(all);
  const zh = [...new Set(nodes.map((node) => node.name ?? node.id))].slice(0, MOST_NAMES);
  const en = [...new Set(nodes.map(labelOf))].slice(0, MOST_NAMES);
  const plain = choice.map(({ value }) => value);
  return {
    zh: `“${(zh.length > 0 ? zh : plain).join('”或“')}”`,
    en: `"${(en.length > 0 ? en : plain).join('" or "')}"`,
  };
}

function labelOf(
  item: Pick<FlowNode, 'name' | 'labelEn'> & ({ readonly id: string } | { readonly key: string }),
): string {
  return item.labelEn ?? item.name ?? ('key' in item ? item.key : item.id);
}
