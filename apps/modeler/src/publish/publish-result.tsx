import type { PublishResponse, StudioKind } from '@pledge/contracts';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { secondOpinionOf, type SecondOpinion } from './second-opinion.js';

interface PublishResultProps {
  readonly answer: PublishResponse;
  readonly kind: StudioKind;
  readonly nameOf: (elementId: string) => string;
  readonly onClose: () => void;
}

/** What publishing did, and what the second engine says about it: verdict, share compared, what was left out, where it differs. */
export function PublishResult({ answer, kind, nameOf, onClose }: PublishResultProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const version = answer.publications.find((each) => each.kind === kind)?.version;
  const second = secondOpinionOf(answer);
  return (
    <Modal
      open
      title={version === undefined ? t('modeler.publish.unchanged') : t('modeler.publish.done', { version })}
      onCancel={onClose}
      width={600}
      footer={
        <Button type="primary" autoFocus onClick={onClose}>
          {t('modeler.publish.close')}
        </Button>
      }
    >
      {version !== undefined && kind === 'process' && (
        <ul className="publish-facts">
          <li>{t('modeler.publish.newCases', { version })}</li>
          {version > 1 && <li>{t('modeler.publish.runningCases', { version: version - 1 })}</li>}
        </ul>
      )}
      {second && (
        <section className="opinion" aria-labelledby="opinion-title">
          <h3 id="opinion-title">{t('modeler.opinion.title')}</h3>
          <p className="opinion-verdict" data-verdict={second.opinion?.verdict ?? 'none'}>
            {second.opinion ? t(`modeler.opinion.${second.opinion.verdict}`) : second.message}
          </p>
          {second.opinion && <Opinion opinion={second.opinion} nameOf={nameOf} language={i18n.language} />}
          <p className="soft">{t('modeler.opinion.what')}</p>
        </section>
      )}
    </Modal>
  );
}

function Opinion({
  opinion,
  nameOf,
  language,
}: {
  readonly opinion: SecondOpinion;
  readonly nameOf: (id: string) => string;
  readonly language: string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { comparedFlows, totalFlows, share, leftOut, divergence } = opinion;
  return (
    <>
      <p className="num">
        {t('modeler.opinion.share', { compared: comparedFlows, total: totalFlows, percent: Math.round(share * 100) })}
      </p>
      <span className="opinion-bar" aria-hidden="true">
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      {leftOut.length > 0 && (
        <details>
          <summary>{t('modeler.opinion.leftOut', { count: leftOut.length })}</summary>
          <ul className="publish-facts">
            {leftOut.map((left, index) => (
              <li key={`${left.elementId} ${index}`}>
                {left.elementId !== '' && <strong>{nameOf(left.elementId)}</strong>}{' '}
                {language === 'en' ? left.reason.en : left.reason.zh}
              </li>
            ))}
          </ul>
        </details>
      )}
      {divergence && (
        <details open>
          <summary>{t('modeler.opinion.trace')}</summary>
          <ol className="opinion-trace">
            {divergence.map((round, index) => {
              const last = index === divergence.length - 1;
              const waiting = (ids: readonly string[]): string =>
                ids.length === 0 ? t('modeler.opinion.over') : ids.map(nameOf).join(t('modeler.opinion.and'));
              return (
                <li key={index}>
                  {round.stimulus.kind === 'start'
                    ? t('modeler.opinion.started')
                    : t(`modeler.opinion.${round.stimulus.kind}`, { name: nameOf(round.stimulus.elementId) })}
                  {last ? (
                    <>
                      <div>{t('modeler.opinion.ours', { waiting: waiting(round.ours.waiting) })}</div>
                      <div>{t('modeler.opinion.theirs', { waiting: waiting(round.theirs.waiting) })}</div>
                    </>
                  ) : (
                    <span className="soft"> → {waiting(round.ours.waiting)}</span>
                  )}
                </li>
              );
            })}
          </ol>
        </details>
      )}
    </>
  );
}
