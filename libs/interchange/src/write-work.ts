import { isJuel, juelToFeel } from './juel/to-feel.js';
import { ask, valueOf, type Writer } from './work.js';

/** Elements that hand their work to a system task. */
const WORKERS = /^bpmn:(ServiceTask|SendTask|BusinessRuleTask|ScriptTask|IntermediateThrowEvent|EndEvent)$/;

/** What the code was called: a topic, the last part of a class, the bean of an expression. */
function nameOf(text: string): string {
  const plain = /[$#]\{\s*([\p{L}_][\p{L}\p{N}_.]*)/u.exec(text)?.[1] ?? text;
  return (
    plain
      .split('.')
      .filter((part) => part !== '')
      .at(-1) ?? plain
  );
}

/**
 * Work that program code did: the step names it, so that no deployment takes the model before somebody chose a system task
 * (an unknown task type is refused; contracts, Models).
 */
const work: Writer = (found, context) => {
  if (!WORKERS.test(found.owner.$type)) return ask(found, context, 'unknown');
  const type = isJuel(found.text) || /^[\w$]+(\.[\w$]+)+$/.test(found.text) ? nameOf(found.text) : found.text;
  context.extensions.set(found.owner, 'zeebe:TaskDefinition', { type });
  ask(found, context, 'work', `zeebe:taskDefinition type="${type}"`);
};

/** `external` stands beside a topic; `mail`, `http`, `shell` … are work of the other engine's own. */
const topicKind: Writer = (found, context) => {
  if (found.text === 'external' && found.beside.has('topic')) return context.report.ignored(found.place, 'topicKind');
  work(found, context);
};

const resultVariable: Writer = (found, context) => {
  const { owner, beside, text } = found;
  if (owner.$type === 'bpmn:ScriptTask')
    // the script itself is translated later, or stays and is told
    return context.report.translated(found.place, `zeebe:script resultVariable="${text}"`);
  if (beside.has('decisionRef')) {
    context.extensions.set(owner, 'zeebe:CalledDecision', { resultVariable: text });
    return context.report.translated(found.place, `zeebe:calledDecision resultVariable="${text}"`);
  }
  ask(found, context, 'resultVariable');
};

const decision: Writer = (found, context) => {
  const value = valueOf(found.text);
  if (!value.ok) return ask(found, context, value.reason);
  context.extensions.set(found.owner, 'zeebe:CalledDecision', {
    decisionId: value.value,
    ...(found.beside.has('resultVariable') ? {} : { resultVariable: 'decisionResult' }),
  });
  context.report.translated(found.place, `zeebe:calledDecision decisionId="${value.value}"`);
};

/** One value as it is; the other shapes are lists and contexts of their own there. */
const decisionResult: Writer = (found, context) =>
  found.text === 'singleEntry'
    ? context.report.translated(found.place, 'zeebe:calledDecision')
    : ask(found, context, 'multiple');

/** What a multi-instance activity repeats over: a variable by its name, or an expression. */
const collection: Writer = (found, context) => {
  const result = isJuel(found.text) ? juelToFeel(found.text) : ({ ok: true, feel: found.text } as const);
  if (!result.ok) return ask(found, context, result.reason);
  context.extensions.set(found.element, 'zeebe:LoopCharacteristics', { inputCollection: `=${result.feel}` });
  context.report.translated(found.place, `zeebe:loopCharacteristics inputCollection="=${result.feel}"`);
};
const elementVariable: Writer = (found, context) => {
  context.extensions.set(found.element, 'zeebe:LoopCharacteristics', { inputElement: found.text });
  context.report.translated(found.place, `zeebe:loopCharacteristics inputElement="${found.text}"`);
};

const versionTag: Writer = (found, context) => {
  context.extensions.set(found.owner, 'zeebe:VersionTag', { value: found.text });
  context.report.translated(found.place, `zeebe:versionTag value="${found.text}"`);
};

export const workWriters = {
  work,
  topicKind,
  resultVariable,
  decision,
  decisionResult,
  collection,
  elementVariable,
  versionTag,
} satisfies Record<string, Writer>;
