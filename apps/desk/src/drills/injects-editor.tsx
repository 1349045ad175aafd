import { DRILL_CHANNELS, INJECT_KINDS, type DrillContent, type DrillInject } from '@pledge/contracts';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../common/field.js';
import { replaced } from '../changes/plan-content.js';
import { RowList } from '../changes/row-list.js';
import { nextInject } from './drill-draft.js';
import { useDrillPeople } from './participants-editor.js';

/** What happens in the drill, and when: messages, a channel that fails, somebody who is away. */
export function InjectsEditor(props: {
  readonly content: DrillContent;
  readonly tried: boolean;
  readonly onChange: (injects: DrillInject[]) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { content, onChange, tried } = props;
  const rows = content.injects;
  const people = useDrillPeople(content.partyId);
  const names = new Map(people.map((one) => [one.username, one.displayName]));
  const takingPart = content.participants.map(({ username }) => ({
    value: username,
    label: names.get(username) ?? username,
  }));
  return (
    <RowList
      title={t('drill.injects')}
      addLabel={t('drill.addInject')}
      rows={rows}
      empty={nextInject(rows)}
      onChange={onChange}
    >
      {(inject, index) => {
        const put = (part: Partial<DrillInject>): void => onChange(replaced(rows, index, { ...inject, ...part }));
        return (
          <>
            <div className="form-row">
              <Field label={t('drill.afterMinutes')} required>
                {({ id }) => (
                  <InputNumber
                    id={id}
                    min={0}
                    max={10_000}
                    precision={0}
                    value={inject.afterMinutes}
                    onChange={(value) => put({ afterMinutes: value ?? 0 })}
                  />
                )}
              </Field>
              <Field label={t('drill.injectKind')} required>
                {(control) => (
                  <Select
                    id={control.id}
                    value={inject.kind}
                    options={INJECT_KINDS.map((value) => ({ value, label: t(`drill.inject.${value}`) }))}
                    onChange={(kind: DrillInject['kind']) =>
                      put({ kind, ...(kind === 'channel-failure' ? { channel: inject.channel ?? 'sms' } : {}) })
                    }
                  />
                )}
              </Field>
              {inject.kind === 'channel-failure' && (
                <Field label={t('drill.channelLabel')} required>
                  {(control) => (
                    <Select
                      id={control.id}
                      value={inject.channel ?? 'sms'}
                      options={DRILL_CHANNELS.map((value) => ({ value, label: t(`drill.channel.${value}`) }))}
                      onChange={(channel: DrillInject['channel']) => put({ channel })}
                    />
                  )}
                </Field>
              )}
              {inject.kind === 'person-unavailable' && (
                <Field
                  label={t('drill.away')}
                  required
                  error={tried && inject.username === undefined ? t('drill.fault.inject-person') : undefined}
                >
                  {(control) => (
                    <Select
                      id={control.id}
                      value={inject.username}
                      options={takingPart}
                      onChange={(username: string) => put({ username })}
                    />
                  )}
                </Field>
              )}
            </div>
            <Field
              label={t('drill.injectText')}
              required
              error={tried && inject.text.trim() === '' ? t('drill.fault.inject-text') : undefined}
            >
              {(control) => (
                <Input.TextArea
                  {...control}
                  autoSize={{ minRows: 1, maxRows: 6 }}
                  maxLength={1000}
                  value={inject.text}
                  onChange={(event) => put({ text: event.target.value })}
                />
              )}
            </Field>
            <div className="form-row drill-inject-to">
              <Checkbox checked={inject.answer} onChange={(event) => put({ answer: event.target.checked })}>
                {t('drill.askAnswer')}
              </Checkbox>
              {inject.answer && (
                <Field label={t('drill.answeredBy')} required>
                  {(control) => (
                    <Select
                      id={control.id}
                      value={inject.to}
                      options={[
                        ...(['all', 'provider', 'customer'] as const).map((value) => ({
                          value: value as string,
                          label: t(`drill.to.${value}`),
                        })),
                        ...takingPart,
                      ]}
                      onChange={(to: string) => put({ to })}
                    />
                  )}
                </Field>
              )}
            </div>
          </>
        );
      }}
    </RowList>
  );
}
