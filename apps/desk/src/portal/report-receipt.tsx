import type { CreateCaseResponse } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { getCase } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { ContractCorrection } from '../common/contract-correction.js';
import { BackHome } from './back-home.js';

/** The number and the receipt time, which stand from now on; a wrong contract number is answered plainly and corrected here. */
export function ReportReceipt(props: {
  readonly answer: CreateCaseResponse;
  readonly photosFailed: boolean;
  readonly serialNumber: string;
  readonly contractNumber: string;
  readonly onAnother: () => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { answer } = props;
  // looks again after a correction and when the case moves on
  const current = useQuery({ queryKey: keys.case(answer.number), queryFn: () => getCase(answer.number) });
  const problem = current.data === undefined ? answer.contractProblem : current.data.contractProblem;
  return (
    <div className="receipt">
      <BackHome />
      <p className="soft">{t('report.received')}</p>
      <p className="receipt-number num">{answer.number}</p>
      <p>{t('report.receivedAt', { time: formatInstant(answer.receivedAt, i18n.language, now) })}</p>
      {problem === null ? (
        <p>{t('report.nextStep')}</p>
      ) : (
        <ContractCorrection
          detail={{
            number: answer.number,
            receivedAt: answer.receivedAt,
            contractProblem: problem,
            serialNumber: props.serialNumber === '' ? null : props.serialNumber,
            contractNumber: problem.code === 'DEVICE_OUT_OF_SCOPE' ? props.contractNumber : null,
            statedContractNumber: props.contractNumber === '' ? null : props.contractNumber,
          }}
        />
      )}
      {props.photosFailed && <p>{t('report.photosFailed')}</p>}
      <div className="state-actions">
        <Link className="button-link" to={`/cases/${answer.number}`}>
          {t('report.open')}
        </Link>
        <Button onClick={props.onAnother}>{t('report.another')}</Button>
      </div>
    </div>
  );
}
