import type { Emergency } from '@pledge/contracts';
import { currentLanguage, DiagramViewer, usePhone } from '@pledge/web';
import { Button, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The models as they run, with the live token: the plan first, the flow that called it behind a tab. */
export function RunDiagram({ emergency }: { readonly emergency: Emergency }): React.JSX.Element | null {
  const { t } = useTranslation();
  const phone = usePhone();
  const [large, setLarge] = useState(false);
  const { diagrams } = emergency;
  const [chosen, setChosen] = useState<string | null>(null);
  const newest = diagrams.at(-1);
  // While the plan has not begun or is over the general flow is where the token stands.
  const usual = diagrams.findLast((one) => one.activeElements.length > 0) ?? newest;
  const shown = diagrams.find((one) => one.processInstanceId === chosen) ?? usual;
  const progress = useMemo(
    () =>
      shown === undefined
        ? undefined
        : {
            activeElements: shown.activeElements,
            completedElements: shown.completedElements,
            takenFlows: shown.takenFlows,
          },
    [shown],
  );
  if (shown === undefined) return null;
  const title = t('emergency.diagram');
  return (
    <section aria-labelledby="run-diagram-title">
      <div className="section-head">
        <h2 id="run-diagram-title">{title}</h2>
        {diagrams.length > 1 && (
          <div className="tabs" role="tablist">
            {diagrams.map((one, index) => (
              <button
                key={one.processInstanceId}
                type="button"
                role="tab"
                aria-selected={one.processInstanceId === shown.processInstanceId}
                onClick={() => setChosen(one.processInstanceId)}
              >
                {t(index === 0 ? 'emergency.generalFlow' : 'emergency.planFlow')}
              </button>
            ))}
          </div>
        )}
        <Button type="link" size="small" onClick={() => setLarge(true)}>
          {t('case.diagramLarge')}
        </Button>
      </div>
      <DiagramViewer
        xml={shown.xml}
        progress={progress}
        height={phone ? '260px' : '420px'}
        language={currentLanguage()}
      />
      <p className="soft">{t('case.diagramVersion', { key: shown.key, version: shown.version })}</p>
      {large && (
        <Modal open footer={null} width="94vw" style={{ top: 24 }} title={title} onCancel={() => setLarge(false)}>
          <DiagramViewer xml={shown.xml} progress={progress} height="76vh" language={currentLanguage()} />
        </Modal>
      )}
    </section>
  );
}
