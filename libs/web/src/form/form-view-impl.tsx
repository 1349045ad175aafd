import '@bpmn-io/form-js/dist/assets/form-js.css';
import './form-view.css';
import { Form } from '@bpmn-io/form-js';
import i18next from 'i18next';
import { useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { speakCalendars } from './calendar-language.js';
import type { FormViewProps } from './form-view.js';
import { keyedComponents, localizeSchema, type FormSchema } from './localize-schema.js';
import { validationText } from './validation-text.js';

interface FieldInstance {
  readonly id: string;
}
interface ValidatorService {
  validateFieldInstance: (field: FieldInstance, value: unknown) => string[];
}
type FormErrors = Record<string, string[]>;
interface FormInternals {
  _getState(): { readonly data: Record<string, unknown> };
  _setState(state: { readonly errors: FormErrors }): void;
}

/** Puts our sentences in place of form-js' English ones. */
class ChineseFirstTexts {
  static readonly $inject = ['validator'];
  constructor(validator: ValidatorService) {
    const original = validator.validateFieldInstance.bind(validator);
    const say = i18next.t.bind(i18next);
    validator.validateFieldInstance = (field, value) => original(field, value).map((text) => validationText(text, say));
  }
}
const textsModule = { __init__: ['pledgeTexts'], pledgeTexts: ['type', ChineseFirstTexts] };

/** form-js' viewer in our clothes. Language changes and new schemas keep what was typed. */
export function FormViewImpl(props: FormViewProps): React.JSX.Element {
  const { schema, data, readOnly = false, onChange, onReady, ref } = props;
  const { t, i18n } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const typed = useRef<Record<string, unknown> | null>(null);
  const changed = useRef(onChange);
  const ready = useRef(onReady);
  const readOnlyNow = useRef(readOnly);
  // the starting point only: a refetch must not overwrite what the person types
  const start = useRef(data);
  const localized = useMemo(() => localizeSchema(schema, i18n.language), [schema, i18n.language]);
  useEffect(() => {
    changed.current = onChange;
    ready.current = onReady;
  }, [onChange, onReady]);

  useEffect(() => {
    const host = container.current;
    if (host === null) return;
    speakCalendars(i18n.language);
    const current = new Form({ container: host, additionalModules: [textsModule] });
    form.current = current;
    let open = false;
    let before = '';
    let touched = false;
    const touch = (): void => {
      touched = true;
    };
    host.addEventListener('pointerdown', touch);
    host.addEventListener('keydown', touch);
    void current
      .importSchema(structuredClone(localized) as never, { ...start.current, ...typed.current })
      .then(() => {
        current.setProperty('readOnly', readOnlyNow.current);
        before = JSON.stringify((current as unknown as FormInternals)._getState().data);
        open = true;
        if (form.current === current) ready.current?.();
      })
      .catch((error: unknown) => console.error(error));
    current.on('changed', () => {
      const values = (current as unknown as FormInternals)._getState().data;
      const text = JSON.stringify(values);
      // form-js also speaks up for computed fields and focus: only what differs after a touch was typed
      if (!open || !touched || text === before) {
        before = text;
        return;
      }
      before = text;
      typed.current = values;
      changed.current?.(values);
    });
    const texts = new MutationObserver(() => translate(host, t));
    texts.observe(host, { childList: true, subtree: true });
    return () => {
      texts.disconnect();
      host.removeEventListener('pointerdown', touch);
      host.removeEventListener('keydown', touch);
      current.destroy();
      form.current = null;
    };
  }, [localized, t, i18n.language]);

  useEffect(() => {
    readOnlyNow.current = readOnly;
    form.current?.setProperty('readOnly', readOnly);
  }, [readOnly]);

  useImperativeHandle(
    ref,
    () => ({
      submit: () => {
        const result = form.current?.submit();
        if (result === undefined) return { data: {}, valid: false };
        const valid = Object.keys(result.errors as object).length === 0;
        if (!valid) focusFirstError(container.current);
        return { data: result.data as Record<string, unknown>, valid };
      },
      showErrors: (problems) => {
        const rest = [];
        const errors: FormErrors = {};
        const ids = idsByKey(form.current, localized);
        for (const problem of problems) {
          const key = problem.path.replace(/^variables\./, '');
          const id = ids.get(key) ?? ids.get(key.split('.')[0] ?? '');
          if (id === undefined) rest.push(problem);
          else errors[id] = [...(errors[id] ?? []), problem.message];
        }
        (form.current as unknown as FormInternals | null)?._setState({ errors });
        focusFirstError(container.current);
        return rest;
      },
    }),
    [localized],
  );
  return <div className="form-view" ref={container} />;
}

function idsByKey(form: Form | null, schema: FormSchema): Map<string, string> {
  const found = new Map<string, string>();
  const registry = form?.get<{ getAll(): { id: string; key?: string }[] }>('formFieldRegistry');
  for (const field of registry?.getAll() ?? []) if (field.key !== undefined) found.set(field.key, field.id);
  for (const component of keyedComponents(schema))
    if (component.key !== undefined && component.id !== undefined && !found.has(component.key))
      found.set(component.key, component.id);
  return found;
}

function focusFirstError(host: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field = host?.querySelector<HTMLElement>(
      '.fjs-has-errors input, .fjs-has-errors textarea, .fjs-has-errors [tabindex]',
    );
    field?.focus({ preventScroll: false });
  });
}

/** Changes the text node itself: a new one would stand beside the old when form-js draws again. */
function reword(element: Element, from: string, to: string): void {
  for (const node of element.childNodes)
    if (node.nodeType === Node.TEXT_NODE && node.nodeValue === from) node.nodeValue = to;
}

/** The few fixed words of form-js that no schema sets. */
function translate(host: HTMLElement, t: (key: string) => string): void {
  for (const input of host.querySelectorAll<HTMLInputElement>('input[placeholder="Search"]'))
    input.placeholder = t('web.form.search');
  for (const label of host.querySelectorAll('.fjs-select-placeholder')) reword(label, 'Select', t('web.form.select'));
  for (const label of host.querySelectorAll('.fjs-dropdownlist-empty')) reword(label, 'No results', t('web.form.none'));
}
