import '@bpmn-io/form-js/dist/assets/form-js.css';
import '@bpmn-io/form-js/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js/dist/assets/properties-panel.css';
import { FormEditor } from '@bpmn-io/form-js';
import type { FormSchema } from '@pledge/web';
import { useEffect, useRef, useState } from 'react';
import { addByClick, nameInChinese, openFirstGroup } from './editor-ease.js';
import { translateEditor } from './translate-editor.js';

export interface FormEditing {
  /** The form as it is drawn now; null while it loads. */
  readonly schema: FormSchema | null;
  /** Grows with every change. */
  readonly changes: number;
  readonly error: string | null;
  /** The text of the form; null while it loads. */
  readonly read: (() => Promise<string>) | null;
  /** Sets attributes of one field, as one step that can be undone. */
  edit(id: string, attributes: Record<string, unknown>): void;
}
interface EditorModeling {
  editFormField(field: unknown, attributes: Record<string, unknown>): void;
}
interface FieldRegistry {
  get(id: string): unknown;
}

/** form-js' editor in `host`, showing `content`. A new `round` starts over. */
export function useFormEditor(
  host: React.RefObject<HTMLDivElement | null>,
  formKey: string,
  content: string,
  round: number,
  language: string,
): FormEditing {
  const [schema, setSchema] = useState<FormSchema | null>(null);
  const [changes, setChanges] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const editor = useRef<FormEditor | null>(null);
  // the language changes the words of the tool, not the form: what was drawn so far is carried over
  const current = useRef<{ round: number; text: string | null }>({ round: -1, text: null });
  const written = (made: FormEditor): string =>
    JSON.stringify({ ...(made.saveSchema() as Record<string, unknown>), id: formKey }, null, 2);
  const writtenNow = useRef(written);
  useEffect(() => {
    writtenNow.current = written;
  });

  useEffect(() => {
    const place = host.current;
    if (!place) return;
    let gone = false;
    const made = new FormEditor({ container: place });
    openFirstGroup(made);
    if (language !== 'en') nameInChinese(made);
    const text = current.current.round === round && current.current.text !== null ? current.current.text : content;
    current.current = { round, text };
    const untranslate = language === 'en' ? (): void => undefined : translateEditor(place);
    const unclick = addByClick(place, () => editor.current);
    const stop = (): void => {
      untranslate();
      unclick();
    };
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
      made.destroy();
      return stop;
    }
    void made
      .importSchema(parsed)
      .then(() => {
        if (gone) return;
        editor.current = made;
        setError(null);
        setSchema(made.saveSchema() as FormSchema);
        made.on('changed', () => {
          if (gone) return;
          current.current.text = writtenNow.current(made);
          setSchema(made.saveSchema() as FormSchema);
          setChanges((before) => before + 1);
        });
      })
      .catch((failure: unknown) => {
        if (!gone) setError(failure instanceof Error ? failure.message : String(failure));
      });
    return () => {
      gone = true;
      stop();
      editor.current = null;
      setSchema(null);
      made.destroy();
    };
  }, [host, content, round, language]);

  const [read] = useState(() => () => {
    const made = editor.current;
    return made ? Promise.resolve(writtenNow.current(made)) : Promise.reject(new Error('the form is not open'));
  });
  return {
    schema,
    changes,
    error,
    read: schema === null ? null : read,
    edit: (id, attributes) => {
      const made = editor.current;
      const field = made?.get<FieldRegistry>('formFieldRegistry').get(id);
      if (made && field) made.get<EditorModeling>('modeling').editFormField(field, attributes);
    },
  };
}
