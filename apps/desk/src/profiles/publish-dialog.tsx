import type { ProfileFinding, ProfileVersionDetail } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { publishDraft } from '../api/profiles.js';
import { Field, FormError } from '../common/field.js';
import { FindingList, useAcceptances } from './finding-list.js';

/** Publishing: errors stop it, questions take a reason each, and a sentence says what is new. */
export function PublishDialog(props: {
  readonly id: string;
  readonly detail: ProfileVersionDetail;
  readonly findings: readonly ProfileFinding[];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [acceptances, accept] = useAcceptances();
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const open = props.findings.filter((finding) => !finding.accepted);
  const errors = open.filter((finding) => finding.kind === 'error');
  const questions = open.filter((finding) => finding.kind === 'question');
  const reason = (finding: ProfileFinding): string => (acceptances[finding.key] ?? '').trim();
  const publish = useMutation({
    mutationFn: () =>
      publishDraft(props.id, {
        revision: props.detail.revision,
        comment: comment.trim(),
        accept: questions.map((finding) => ({ key: finding.key, reason: reason(finding) })),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.profiles });
      props.onClose();
    },
  });
  return (
    <Modal
      open
      width={720}
      title={t('profile.publishTitle', { version: props.detail.version })}
      footer={null}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (errors.length === 0 && comment.trim() !== '' && questions.every((one) => reason(one) !== ''))
            publish.mutate();
        }}
      >
        <p className="soft">{t(errors.length > 0 ? 'profile.publishStopped' : 'profile.publishBody')}</p>
        <FindingList
          findings={open}
          {...(errors.length > 0 ? {} : { acceptances, onAccept: accept })}
          showMissing={tried}
        />
        {errors.length === 0 && (
          <>
            <Field
              label={t('profile.comment')}
              required
              error={tried && comment.trim() === '' ? t('web.form.required') : ''}
            >
              {(control) => (
                <Input
                  {...control}
                  maxLength={500}
                  value={comment}
                  onChange={(event) => setComment(event.target.value)}
                />
              )}
            </Field>
            <FormError>{publish.error === null ? '' : problemText(publish.error, t)}</FormError>
            <Button type="primary" htmlType="submit" loading={publish.isPending}>
              {t('profile.publish')}
            </Button>
          </>
        )}
      </form>
    </Modal>
  );
}
