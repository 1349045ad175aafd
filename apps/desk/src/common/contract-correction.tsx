import type { CaseDetail, ContractProblem } from '@pledge/contracts';
import { formatInstant, problemText, useNow } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { correctContract } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useBilingual } from './bilingual.js';
import { Field } from './field.js';

/** What is wrong with the contract number, that the case and its receipt time stand, and a field to correct it. */
export function ContractCorrection({
  detail,
}: {
  readonly detail: Pick<CaseDetail, 'number' | 'receivedAt' | 'serialNumber' | 'statedContractNumber'> & {
    /** The contract that is known, when it is the device that stands outside it. */
    readonly contractNumber?: CaseDetail['contractNumber'];
    readonly contractProblem: ContractProblem | null;
  };
}): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [contract, setContract] = useState(detail.contractNumber ?? '');
  const [serial, setSerial] = useState(detail.serialNumber ?? '');
  const correct = useMutation({
    mutationFn: () =>
      correctContract(detail.number, {
        contractNumber: contract.trim(),
        ...(serial.trim() === '' ? {} : { serialNumber: serial.trim() }),
      }),
    onSuccess: async () => {
      void message.success(t('contract.corrected'));
      await queries.invalidateQueries({ queryKey: keys.caseAll(detail.number) });
      await queries.invalidateQueries({ queryKey: keys.cases });
    },
  });
  if (detail.contractProblem === null) return null;
  return (
    <form
      className="contract-correction"
      onSubmit={(event) => {
        event.preventDefault();
        correct.mutate();
      }}
    >
      <p>
        <strong>{say(detail.contractProblem.message)}</strong>
      </p>
      <p>
        {t('contract.stands', { number: detail.number, time: formatInstant(detail.receivedAt, i18n.language, now) })}
      </p>
      <Field
        label={t('contract.number')}
        required
        hint={
          detail.statedContractNumber === null || (detail.contractNumber ?? null) !== null
            ? undefined
            : t('contract.stated', { number: detail.statedContractNumber })
        }
        error={correct.isError ? problemText(correct.error, t) : ''}
      >
        {(control) => <Input {...control} value={contract} onChange={(event) => setContract(event.target.value)} />}
      </Field>
      <Field label={t('contract.serial')}>
        {(control) => <Input {...control} value={serial} onChange={(event) => setSerial(event.target.value)} />}
      </Field>
      <Button type="primary" htmlType="submit" loading={correct.isPending} disabled={contract.trim() === ''}>
        {t('contract.correct')}
      </Button>
    </form>
  );
}
