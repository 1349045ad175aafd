import { ErrorState, LoadingState } from '@pledge/web';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Result, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { getPaperState } from '../api/evidence.js';
import { useTitle } from '../common/use-title.js';
import { AuthFrame } from '../login/auth-frame.js';

const STATUS = { confirmed: 'success', unconfirmed: 'warning', replaced: 'error', unknown: 'info' } as const;

/** Reached by the QR code of a paper: is it the version that both parties confirmed. No account, and nothing of the content. */
export function VerifyPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { code = '' } = useParams();
  useTitle(t('verify.title'));
  const paper = useQuery({ queryKey: ['verify', code], queryFn: () => getPaperState(code), retry: false });
  return (
    <AuthFrame title={t('verify.title')} wide>
      {paper.isPending && <LoadingState rows={4} />}
      {paper.isError && <ErrorState error={paper.error} onRetry={() => void paper.refetch()} />}
      {paper.data !== undefined && (
        <>
          <Result
            className="verify-result"
            status={STATUS[paper.data.state]}
            title={t(`verify.state.${paper.data.state}`)}
            subTitle={t(`verify.meaning.${paper.data.state}`)}
          />
          {paper.data.pdfSha256 !== null && <CompareFile sha256={paper.data.pdfSha256} />}
        </>
      )}
    </AuthFrame>
  );
}

/** Compares a file with the stored one; it does not leave the browser. */
function CompareFile({ sha256 }: { readonly sha256: string }): React.JSX.Element {
  const { t } = useTranslation();
  const compare = useMutation({ mutationFn: async (file: File) => (await hashOf(file)) === sha256 });
  // Browsers reckon hashes on safe connections only.
  const able = globalThis.isSecureContext;
  return (
    <section className="verify-compare" aria-labelledby="compare-title">
      <h2 id="compare-title">{t('verify.compare')}</h2>
      <p className="soft">{t(able ? 'verify.compareBody' : 'verify.compareUnsafe')}</p>
      {able && (
        <Upload
          accept="application/pdf"
          showUploadList={false}
          beforeUpload={(file) => {
            compare.mutate(file);
            return false;
          }}
        >
          <Button loading={compare.isPending}>{t('verify.choose')}</Button>
        </Upload>
      )}
      {compare.isSuccess && (
        <p role="status" data-same={compare.data}>
          {compare.data ? '✓' : '✗'} {t(compare.data ? 'verify.same' : 'verify.different')}
        </p>
      )}
    </section>
  );
}

async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
