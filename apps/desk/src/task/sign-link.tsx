import type { ServiceFormLinkResponse } from '@pledge/contracts';
import { formatInstant, joined, problemText, useNow } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { sendSignLink } from '../api/cases.js';
import { CopyText } from '../common/copy-text.js';

/** Sends the customer a one-time link to sign, and shows it once for handing over. */
export function SignLink({
  taskId,
  caseNumber,
}: {
  readonly taskId: string;
  readonly caseNumber: string;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { message } = App.useApp();
  const link = useMutation<ServiceFormLinkResponse>({
    mutationFn: () => sendSignLink(caseNumber, taskId),
    onError: (error) => void message.error(problemText(error, t)),
  });
  return (
    <>
      <Button size="large" loading={link.isPending} onClick={() => link.mutate()}>
        {t('sign.sendLink')}
      </Button>
      {link.data !== undefined && (
        <Modal open title={t('sign.linkTitle')} onCancel={() => link.reset()} footer={null}>
          <p>
            {link.data.sentTo.length > 0 ? t('sign.linkSent', { to: joined(link.data.sentTo) }) : t('sign.linkNotSent')}
          </p>
          <CopyText text={link.data.url} />
          <p className="soft">
            {t('sign.linkUntil', { time: formatInstant(link.data.expiresAt, i18n.language, now) })}
          </p>
        </Modal>
      )}
    </>
  );
}
