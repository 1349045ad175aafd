import type { CaseDetail } from '@pledge/contracts';
import { englishLabels } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getProcess } from '../api/cases.js';
import { keys } from '../api/keys.js';

/** Names of the steps where people are at work now, for those whose turn it is not. */
export function useActiveSteps(detail: Pick<CaseDetail, 'number' | 'processInstanceId'>): readonly string[] {
  const { i18n } = useTranslation();
  const process = useQuery({
    queryKey: keys.caseProcess(detail.number),
    queryFn: () => getProcess(detail.number),
    enabled: detail.processInstanceId !== null,
  });
  if (process.data === undefined) return [];
  const english = i18n.language === 'en' ? englishLabels(process.data.xml) : null;
  return process.data.activeElements
    .filter((element) => element.elementType === 'userTask' || element.elementType === 'callActivity')
    .map((element) => english?.get(element.elementId) ?? element.name ?? element.elementId);
}
