import type { CaseDetail } from '@pledge/contracts';
import { currentLanguage, DiagramViewer, ErrorState, formatInstant, LoadingState, useNow, usePhone } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getProcess } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { CasePlans } from '../changes/case-plans.js';
import { CaseQuotations } from '../quotations/case-quotations.js';
import { CaseEvidence } from './case-evidence.js';
import { Documents } from './documents.js';
import { RelatedCases } from './related-cases.js';

/** Where it stands: the diagram with the live token, the people, the device, the papers. */
export function Standing({ detail }: { readonly detail: CaseDetail }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const time = (iso: string | null): string => formatInstant(iso, i18n.language, now);
  return (
    <div className="case-column standing">
      <CaseDiagram number={detail.number} started={detail.processInstanceId !== null} />
      <section aria-labelledby="people-title">
        <h2 id="people-title">{t('case.people')}</h2>
        <dl className="facts">
          <dt>{t('case.contact')}</dt>
          <dd>
            {detail.contact.name} <a href={`tel:${detail.contact.phone}`}>{detail.contact.phone}</a>
          </dd>
          <dt>{t('case.customer')}</dt>
          <dd>{detail.party?.name ?? detail.customerName ?? t('common.unknown')}</dd>
          <dt>{t('case.owner')}</dt>
          <dd>{detail.ownerName ?? t('case.noOwner')}</dd>
        </dl>
      </section>
      <section aria-labelledby="facts-title">
        <h2 id="facts-title">{t('case.facts')}</h2>
        <p className="case-description">{detail.description}</p>
        <dl className="facts">
          <dt>{t('case.contract')}</dt>
          <dd className="num">{detail.contractNumber ?? t('common.none')}</dd>
          <dt>{t('case.site')}</dt>
          <dd>{detail.site === null ? t('common.unknown') : `${detail.site.name} ${detail.site.address}`}</dd>
          <dt>{t('case.device')}</dt>
          <dd>
            {detail.device === null
              ? (detail.serialNumber ?? t('common.unknown'))
              : `${detail.device.name} ${detail.device.model} ${detail.device.serialNumber}`}
          </dd>
          <dt>{t('case.channel')}</dt>
          <dd>{t(`channels.${detail.channel}`)}</dd>
          <dt>{t('case.receivedAt')}</dt>
          <dd className="num">{time(detail.receivedAt)}</dd>
          {detail.reportedAt !== null && detail.reportedAt !== detail.registeredAt && (
            <>
              <dt>{t('intake.reportedAt')}</dt>
              <dd className="num">{time(detail.reportedAt)}</dd>
              <dt>{t('case.registeredAt')}</dt>
              <dd className="num">
                {time(detail.registeredAt)}{' '}
                {detail.reportedLateReason !== null && <span className="soft">{detail.reportedLateReason}</span>}
              </dd>
            </>
          )}
          {detail.occurredAt !== null && (
            <>
              <dt>{t('case.occurredAt')}</dt>
              <dd className="num">{time(detail.occurredAt)}</dd>
            </>
          )}
        </dl>
      </section>
      <RelatedCases detail={detail} />
      <CaseQuotations detail={detail} />
      <CasePlans detail={detail} />
      <Documents number={detail.number} />
      <CaseEvidence number={detail.number} />
    </div>
  );
}

function CaseDiagram({ number, started }: { readonly number: string; readonly started: boolean }): React.JSX.Element {
  const { t } = useTranslation();
  const phone = usePhone();
  const [large, setLarge] = useState(false);
  const process = useQuery({ queryKey: keys.caseProcess(number), queryFn: () => getProcess(number), enabled: started });
  const progress = useMemo(
    () =>
      process.data === undefined
        ? undefined
        : {
            activeElements: process.data.activeElements.map((element) => element.elementId),
            completedElements: process.data.completedElements,
            takenFlows: process.data.takenFlows,
          },
    [process.data],
  );
  return (
    <section aria-labelledby="diagram-title">
      <div className="section-head">
        <h2 id="diagram-title">{t('case.diagram')}</h2>
        {process.data !== undefined && (
          <Button type="link" size="small" onClick={() => setLarge(true)}>
            {t('case.diagramLarge')}
          </Button>
        )}
      </div>
      {!started && <p className="soft">{t('case.notStarted')}</p>}
      {process.isLoading && <LoadingState rows={4} />}
      {process.isError && <ErrorState error={process.error} onRetry={() => void process.refetch()} />}
      {process.data !== undefined && (
        <>
          <DiagramViewer
            xml={process.data.xml}
            progress={progress}
            height={phone ? '240px' : '280px'}
            language={currentLanguage()}
          />
          <p className="soft">{t('case.diagramVersion', { key: process.data.key, version: process.data.version })}</p>
          {large && (
            <Modal
              open
              footer={null}
              width="94vw"
              style={{ top: 24 }}
              title={t('case.diagram')}
              onCancel={() => setLarge(false)}
            >
              <DiagramViewer xml={process.data.xml} progress={progress} height="76vh" language={currentLanguage()} />
            </Modal>
          )}
        </>
      )}
    </section>
  );
}
