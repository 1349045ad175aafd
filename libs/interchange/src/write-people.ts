import { isJuel } from './juel/to-feel.js';
import { ask, feelOf, valueOf, type Found, type Work, type Writer } from './work.js';

type PeopleKey = 'assignee' | 'candidateUsers' | 'candidateGroups';

/** `a, ${b}` → its words. */
function wordsOf(text: string): readonly string[] {
  return text
    .split(/,(?![^{]*\})/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** Who works on a task; names that nobody has here are told. */
export function assign(key: PeopleKey, text: string, found: Found, work: Work): void {
  const words = key === 'assignee' ? [text] : wordsOf(text);
  const [only] = words;
  let value: string;
  if (words.length === 1 && only !== undefined) {
    const single = valueOf(only);
    if (!single.ok) return ask(found, work, single.reason);
    value = single.value;
  } else if (words.some(isJuel)) {
    const all = words.map(feelOf);
    const bad = all.find((each) => !each.ok);
    if (bad && !bad.ok) return ask(found, work, bad.reason);
    value = `=[${all.map((each) => (each.ok ? each.value : '')).join(', ')}]`;
  } else value = words.join(',');
  work.extensions.set(found.owner, 'zeebe:AssignmentDefinition', { [key]: value });
  const becomes = `zeebe:assignmentDefinition ${key}="${value}"`;
  const known = key === 'candidateGroups' ? work.known.roles : work.known.users;
  const unknown = value.startsWith('=') ? [] : words.filter((word) => !known.has(word));
  if (unknown.length === 0) return work.report.translated(found.place, becomes);
  work.report.needsYou(found.place, key === 'candidateGroups' ? 'role' : 'person', becomes);
}

const onUserTask =
  (writer: Writer): Writer =>
  (found, work) =>
    found.owner.$type === 'bpmn:UserTask' ? writer(found, work) : ask(found, work, 'unknown');

const assigned = (key: PeopleKey): Writer => onUserTask((found, work) => assign(key, found.text, found, work));

/** An instant, or a span from the beginning of the task. */
const date = (key: 'dueDate' | 'followUpDate'): Writer =>
  onUserTask((found, work) => {
    const value = /^P[\dT]/.test(found.text)
      ? ({ ok: true, value: `=now() + duration(${JSON.stringify(found.text)})` } as const)
      : valueOf(found.text);
    if (!value.ok) return ask(found, work, value.reason);
    work.extensions.set(found.owner, 'zeebe:TaskSchedule', { [key]: value.value });
    work.report.translated(found.place, `zeebe:taskSchedule ${key}="${value.value}"`);
  });

const taskPriority: Writer = onUserTask((found, work) => {
  const value = valueOf(found.text);
  if (!value.ok) return ask(found, work, value.reason);
  work.extensions.set(found.owner, 'zeebe:PriorityDefinition', { priority: value.value });
  work.report.translated(found.place, `zeebe:priorityDefinition priority="${value.value}"`);
});

/** Name of a form file or a plain key; undefined for pages of another system. */
function formIdOf(key: string): string | undefined {
  if (isJuel(key)) return undefined;
  const file = /^camunda-forms:(?:deployment|app):(?:.*\/)?([^/]+?)(?:\.form)?$/.exec(key)?.[1];
  if (file !== undefined) return file;
  return /^[\p{L}\p{N}_.-]+$/u.test(key) && !/\.(x?html?|jsf|jsp)$/i.test(key) ? key : undefined;
}
const formKey: Writer = (found, work) => {
  const id = formIdOf(found.text);
  if (id === undefined) return ask(found, work, 'form');
  work.extensions.set(found.owner, 'zeebe:FormDefinition', { formId: id });
  const becomes = `zeebe:formDefinition formId="${id}"`;
  if (work.known.forms.has(id)) work.report.translated(found.place, becomes);
  else work.report.needsYou(found.place, 'form', becomes);
};

export const peopleWriters = {
  assignee: assigned('assignee'),
  candidateUsers: assigned('candidateUsers'),
  candidateGroups: assigned('candidateGroups'),
  dueDate: date('dueDate'),
  followUpDate: date('followUpDate'),
  taskPriority,
  formKey,
} satisfies Record<string, Writer>;
