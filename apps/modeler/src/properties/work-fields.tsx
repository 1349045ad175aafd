import type { ModelingSetting } from '@pledge/contracts';
import { currentLanguage } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { ChoiceField, ChoicesField } from './choice-field.js';
import { DurationField } from './duration-field.js';
import type { FieldsProps } from './properties-panel.js';

/** What the system does in this step, with the settings of that work. */
export function WorkFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const { extensions, catalogue } = props;
  const type = extensions.read('zeebe:TaskDefinition', 'type');
  const delegate = catalogue.delegates.find((each) => each.value === type);
  return (
    <>
      <ChoiceField
        label={t('modeler.panel.delegate')}
        placeholder={t('modeler.panel.nothingDone')}
        choices={catalogue.delegates}
        value={type}
        onChange={(next) => {
          extensions.write('zeebe:TaskDefinition', next === '' ? { type: '', retries: '' } : { type: next });
          const kept =
            catalogue.delegates.find((each) => each.value === next)?.settings.map((each) => each.value) ?? [];
          extensions.keepHeaders(kept);
        }}
      />
      {delegate?.settings.map((setting) => (
        <SettingField key={setting.value} {...props} setting={setting} />
      ))}
      {type !== '' && (
        <ChoiceField
          label={t('modeler.panel.retries')}
          placeholder="3"
          choices={['1', '3', '5', '10'].map((value) => ({ value, zh: value, en: value }))}
          value={extensions.read('zeebe:TaskDefinition', 'retries')}
          onChange={(retries) => extensions.write('zeebe:TaskDefinition', { retries })}
        />
      )}
    </>
  );
}

function SettingField(props: FieldsProps & { readonly setting: ModelingSetting }): React.JSX.Element {
  const { t } = useTranslation();
  const { extensions, catalogue, setting } = props;
  const label = currentLanguage() === 'en' ? setting.en : setting.zh;
  const value = extensions.header(setting.value);
  const write = (next: string): void => extensions.setHeader(setting.value, next);
  switch (setting.from) {
    case 'duration':
      return <DurationField label={label} value={value} onChange={write} />;
    case 'audience':
      return (
        <ChoicesField
          label={label}
          placeholder={t('modeler.panel.choose')}
          choices={catalogue.audiences}
          values={value
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '')}
          onChange={(names) => write(names.join(','))}
        />
      );
    case 'templates':
    case 'documents':
    case 'options':
      return (
        <ChoiceField
          label={label}
          placeholder={t('modeler.panel.choose')}
          choices={setting.from === 'options' ? setting.options : catalogue[setting.from]}
          value={value}
          onChange={write}
        />
      );
  }
}
