import type { DraftView, ListOf, ModelingChoice } from '@pledge/contracts';
import { api, problemText } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { saveDraft } from '../api/studio.js';
import { newForm } from '../forms/new-form.js';
import { addressOf, freshKey } from '../studio/kinds.js';
import { ChoiceField } from './choice-field.js';
import type { FieldsProps } from './properties-panel.js';

const draftsKey = ['form-drafts'] as const;

/** The form of a step: one in use, one that is being drawn, or a new one that is named after the step. */
export function FormField({ element, extensions, catalogue }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [failed, setFailed] = useState('');
  const drafts = useQuery({
    queryKey: draftsKey,
    queryFn: async () => (await api.get<ListOf<DraftView>>('/drafts', { query: { kind: 'form' } })).items,
    staleTime: 10_000,
  });
  const value = extensions.read('zeebe:FormDefinition', 'formId');
  const known = new Set(catalogue.forms.map((form) => form.value));
  const drawn: ModelingChoice[] = (drafts.data ?? [])
    .filter((draft) => !known.has(draft.key))
    .map((draft) => {
      const label = t('modeler.panel.formDraft', { name: draft.title === '' ? draft.key : draft.title });
      return { value: draft.key, zh: label, en: label };
    });
  const set = (formId: string): void => {
    if (element.businessObject.$type === 'bpmn:UserTask') extensions.ensure('zeebe:UserTask');
    extensions.write('zeebe:FormDefinition', { formId });
  };
  const make = async (): Promise<void> => {
    setFailed('');
    try {
      const key = freshKey('form');
      const title = element.businessObject.name ?? key;
      const outcome = await saveDraft('form', key, { title, content: newForm(key), basedOn: 0, revision: 0 }, t);
      if (outcome.kind !== 'saved') return setFailed(t('modeler.panel.formNotMade'));
      set(key);
      await queries.invalidateQueries({ queryKey: draftsKey });
    } catch (error) {
      setFailed(problemText(error, t));
    }
  };
  return (
    <>
      <ChoiceField
        label={t('modeler.panel.form')}
        hint={t('modeler.panel.formHint')}
        placeholder={t('modeler.panel.choose')}
        choices={[...drawn, ...catalogue.forms]}
        value={value}
        onChange={set}
      />
      <div className="next-step">
        {value === '' ? (
          <Button size="small" onClick={() => void make()}>
            {t('modeler.panel.formNew')}
          </Button>
        ) : (
          <Button size="small" onClick={() => void navigate(addressOf('form', value))}>
            {t('modeler.panel.formOpen')}
          </Button>
        )}
      </div>
      {failed !== '' && (
        <p className="field-error" role="alert">
          {failed}
        </p>
      )}
    </>
  );
}
