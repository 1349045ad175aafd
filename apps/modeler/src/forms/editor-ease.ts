import type { FormEditor } from '@bpmn-io/form-js';
import { zhTexts } from './zh-texts.js';

interface Schema {
  readonly components: readonly unknown[];
}
interface EditorModeling {
  addFormField(attributes: { type: string }, parent: unknown, index: number): void;
}
interface EditorState {
  _getState(): { schema: Schema };
}

/**
 * A click on a field of form-js' palette puts it at the end of the form; by itself the palette is for dragging, and for the
 * Enter key alone. Enter and Space click as on every other button. The returned function stops.
 */
export function addByClick(host: HTMLElement, editor: () => FormEditor | null): () => void {
  const typeAt = (event: Event): string | undefined =>
    event.target instanceof Element
      ? (event.target.closest<HTMLElement>('.fjs-palette-field')?.dataset['fieldType'] ?? undefined)
      : undefined;
  const click = (event: MouseEvent): void => {
    const type = typeAt(event);
    const made = editor();
    if (type === undefined || made === null) return;
    const { schema } = made.get<EditorState>('formEditor')._getState();
    made.get<EditorModeling>('modeling').addFormField({ type }, schema, schema.components.length);
  };
  // form-js would add a second one on Enter before the browser makes it a click
  const key = (event: KeyboardEvent): void => {
    if (event.code === 'Enter' && typeAt(event) !== undefined) event.stopPropagation();
  };
  host.addEventListener('click', click);
  host.addEventListener('keydown', key, true);
  return () => {
    host.removeEventListener('click', click);
    host.removeEventListener('keydown', key, true);
  };
}

interface Group {
  readonly id: string;
}
interface PropertiesPanel {
  registerProvider(provider: { getGroups(): (groups: readonly Group[]) => readonly Group[] }, priority: number): void;
}
/** Below the groups' own provider, which stands at 1000. */
const AFTER = 500;

/** Name and variable of a chosen field are open to be written at once; form-js closes every group. */
export function openFirstGroup(editor: FormEditor): void {
  editor.get<PropertiesPanel>('propertiesPanel').registerProvider(
    {
      getGroups: () => (groups) =>
        groups.map((group) => (group.id === 'general' ? { ...group, shouldOpen: true } : group)),
    },
    AFTER,
  );
}

/** A new field is named in Chinese until somebody names it; form-js names it in English. */
export function nameInChinese(editor: FormEditor): void {
  editor.on('commandStack.formField.add.preExecute', (event: { context: { formField: { label?: string } } }) => {
    const { formField } = event.context;
    const name = zhTexts[formField.label ?? ''];
    if (name !== undefined) formField.label = name;
  });
}
