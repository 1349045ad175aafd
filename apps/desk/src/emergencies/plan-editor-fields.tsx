import { CONTACT_CHANNELS, STAFF_ROLES, type ContactChannel, type EmergencyContact } from '@pledge/contracts';
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Bilingual } from '../common/bilingual.js';
import { Field } from '../common/field.js';
import { asKind, kindOf, type ContactKind } from './plan-draft.js';

const sides = ['provider', 'customer', 'vendor'] as const;
const kinds = ['role', 'representatives', 'named'] as const;

/** One text. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
}): React.JSX.Element {
  return (
    <Field label={props.label} required={props.required === true}>
      {(control) => (
        <Input
          {...control}
          maxLength={200}
          required={props.required === true}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A text in both languages, side by side: a plan is read by people of either. */
export function BilingualField(props: {
  readonly label: string;
  readonly value: Bilingual;
  readonly long?: boolean;
  readonly onChange: (value: Bilingual) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { label, value } = props;
  return (
    <div className="field-pair">
      {(['zh', 'en'] as const).map((language) => (
        <Field key={language} label={t(`emergency.inLanguage.${language}`, { label })} required>
          {(control) =>
            props.long === true ? (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2, maxRows: 6 }}
                maxLength={1000}
                required
                value={value[language]}
                onChange={(event) => props.onChange({ ...value, [language]: event.target.value })}
              />
            ) : (
              <Input
                {...control}
                maxLength={1000}
                required
                value={value[language]}
                onChange={(event) => props.onChange({ ...value, [language]: event.target.value })}
              />
            )
          }
        </Field>
      ))}
    </div>
  );
}

/** Minutes, never empty. */
export function MinutesField(props: {
  readonly label: string;
  readonly min: number;
  readonly value: number;
  readonly onChange: (minutes: number) => void;
}): React.JSX.Element {
  return (
    <Field label={props.label} required>
      {(control) => (
        <InputNumber
          {...control}
          min={props.min}
          max={100_000}
          precision={0}
          value={props.value}
          onChange={(value) => props.onChange(value ?? props.min)}
        />
      )}
    </Field>
  );
}

/** One contact: how the people are found, and the channels in the order in which they are tried. */
export function ContactFields(props: {
  readonly contact: EmergencyContact;
  readonly onChange: (contact: EmergencyContact) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { contact, onChange } = props;
  const kind = kindOf(contact);
  const set = (part: Partial<EmergencyContact>): void => onChange({ ...contact, ...part });
  return (
    <>
      <BilingualField label={t('emergency.duty')} value={contact.duty} onChange={(duty) => set({ duty })} />
      <div className="field-pair">
        <Field label={t('emergency.who')} required>
          {(control) => (
            <Select<ContactKind>
              {...control}
              value={kind}
              options={kinds.map((value) => ({ value, label: t(`emergency.contactKind.${value}`) }))}
              onChange={(value) => onChange(asKind(contact, value))}
            />
          )}
        </Field>
        {kind === 'role' && (
          <Field label={t('emergency.role')} required>
            {(control) => (
              <Select
                {...control}
                value={contact.role}
                options={STAFF_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
                onChange={(role: string) => set({ role })}
              />
            )}
          </Field>
        )}
        {kind !== 'representatives' && (
          <Field label={t('emergency.sideLabel')} required>
            {(control) => (
              <Select
                {...control}
                value={contact.side}
                options={sides.map((value) => ({ value, label: t(`emergency.side.${value}`) }))}
                onChange={(side: EmergencyContact['side']) => set({ side })}
              />
            )}
          </Field>
        )}
      </div>
      {kind === 'named' && (
        <div className="field-pair">
          <TextField
            label={t('emergency.name')}
            required
            value={contact.name ?? ''}
            onChange={(name) => set({ name })}
          />
          <TextField
            label={t('emergency.mobile')}
            value={contact.mobile ?? ''}
            onChange={(mobile) => onChange(filled(contact, 'mobile', mobile))}
          />
          <TextField
            label={t('emergency.mail')}
            value={contact.mail ?? ''}
            onChange={(mail) => onChange(filled(contact, 'mail', mail))}
          />
        </div>
      )}
      <Field label={t('emergency.channels')} required>
        {(control) => (
          <Select<ContactChannel[]>
            {...control}
            mode="multiple"
            value={[...contact.channels]}
            options={CONTACT_CHANNELS.map((value) => ({ value, label: t(`emergency.channel.${value}`) }))}
            onChange={(channels) => {
              if (channels.length > 0) set({ channels });
            }}
          />
        )}
      </Field>
    </>
  );
}

/** The contact with an address, or without one where nothing is typed. */
function filled(contact: EmergencyContact, name: 'mail' | 'mobile', value: string): EmergencyContact {
  const { [name]: _old, ...rest } = contact;
  return value === '' ? rest : { ...rest, [name]: value };
}
