import { STAFF_ROLES, type ChannelSetting, type ChannelSettingInput } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { changeRobot, createRobot } from '../api/robots.js';
import { fieldErrors } from '../common/field-errors.js';
import { Choices, Field, FormError } from '../common/field.js';
import { PersonPicker } from '../common/person-picker.js';

const channels = ['wecom', 'dingtalk', 'feishu'] as const;

/** Adds or changes a robot. Its address is a secret: it is never shown again and has to be given anew with every change. */
export function RobotForm(props: {
  readonly robot: ChannelSetting | null;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { robot, onClose } = props;
  const [channel, setChannel] = useState<ChannelSetting['channel']>(robot?.channel ?? 'wecom');
  const [targetKind, setTargetKind] = useState<ChannelSetting['targetKind']>(robot?.targetKind ?? 'role');
  const [target, setTarget] = useState<string | null>(robot?.target ?? null);
  const [name, setName] = useState(robot?.name ?? '');
  const [url, setUrl] = useState('');
  const [secret, setSecret] = useState('');
  const [enabled, setEnabled] = useState(robot?.enabled ?? true);
  const save = useMutation({
    mutationFn: (body: ChannelSettingInput) => (robot === null ? createRobot(body) : changeRobot(robot.id, body)),
    onSuccess: async () => {
      void message.success(t('robots.saved'));
      onClose();
      await queries.invalidateQueries({ queryKey: keys.robots });
    },
  });
  const errors = fieldErrors(save.error);
  return (
    <Modal
      open
      title={robot === null ? t('robots.add') : t('robots.changeTitle', { name: robot.name })}
      footer={null}
      onCancel={onClose}
    >
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (target === null) return;
          save.mutate({
            channel,
            targetKind,
            target,
            name: name.trim(),
            url: url.trim(),
            ...(secret === '' ? {} : { secret }),
            enabled,
          });
        }}
      >
        <Field label={t('robots.name')} required error={errors['name']}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Choices
          label={t('outbox.channel')}
          required
          inline
          value={channel}
          onChange={setChannel}
          options={channels.map((value) => ({ value, label: t(`notifyChannels.${value}`) }))}
        />
        <Choices
          label={t('robots.target')}
          required
          inline
          value={targetKind}
          onChange={(kind) => {
            setTargetKind(kind);
            setTarget(null);
          }}
          options={[
            { value: 'role', label: t('robots.role') },
            { value: 'user', label: t('robots.user') },
          ]}
        />
        <Field label={t(targetKind === 'role' ? 'robots.role' : 'robots.user')} required error={errors['target']}>
          {(control) =>
            targetKind === 'role' ? (
              <Select
                {...control}
                value={target}
                options={STAFF_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
                onChange={setTarget}
              />
            ) : (
              <PersonPicker control={control} self value={target} onChange={setTarget} />
            )
          }
        </Field>
        <Field label={t('robots.url')} required hint={t('robots.urlHint')} error={errors['url']}>
          {(control) => <Input {...control} type="url" value={url} onChange={(event) => setUrl(event.target.value)} />}
        </Field>
        <Field
          label={t('robots.secret')}
          hint={t(robot?.hasSecret === true ? 'robots.secretKept' : 'robots.secretHint')}
          error={errors['secret']}
        >
          {(control) => (
            <Input.Password
              {...control}
              autoComplete="off"
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          )}
        </Field>
        <Checkbox checked={enabled} onChange={(event) => setEnabled(event.target.checked)}>
          {t('robots.enabled')}
        </Checkbox>
        <FormError>{save.isError && Object.keys(errors).length === 0 ? problemText(save.error, t) : ''}</FormError>
        <div className="operation-foot">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={save.isPending}
            disabled={target === null || name.trim() === '' || url.trim() === ''}
          >
            {t('robots.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
