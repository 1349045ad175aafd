import type { DraftCopy, DraftCopyContent, ListOf, StudioKind, StudioVersion } from '@pledge/contracts';
import { api, formatInstant, LoadingState, problemText, serverNow, userHasRole, useUser } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Drawer, Modal, Switch } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchContent, keys, useOffers, useVersions } from '../api/studio.js';
import { useRule } from '../drafts/review-bar.js';

/** Draws the difference of two contents of one kind. */
export type Comparison = React.ComponentType<{ readonly before: string; readonly after: string }>;

interface VersionsDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly kind: StudioKind;
  readonly resourceKey: string;
  readonly read: (() => Promise<string>) | null;
  readonly comparison: Comparison;
  /** Goes on with this content as the draft. */
  readonly onTake: (content: string) => void;
}
interface Compared {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** What "go on with this" takes. */
  readonly take: string;
}

/** Everything that was: published versions with their notes, the newer shipped one, earlier states of the draft; compare and take back. */
export function VersionsDrawer(props: VersionsDrawerProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { message } = AntApp.useApp();
  const { open, onClose, kind, resourceKey, read, comparison: Comparing, onTake } = props;
  const versions = useVersions(kind, resourceKey, open);
  const offers = useOffers();
  const copies = useQuery({
    queryKey: ['copies', kind, resourceKey],
    queryFn: async () =>
      (await api.get<ListOf<DraftCopy>>(`/drafts/${kind}/${encodeURIComponent(resourceKey)}/copies`)).items,
    enabled: open,
    staleTime: 0,
  });
  const [compared, setCompared] = useState<Compared | null>(null);
  const offer = offers.data?.find((each) => each.kind === kind && each.key === resourceKey);
  const when = (at: string): string => formatInstant(at, i18n.language, serverNow());

  const compare = (title: string, content: () => Promise<string>): void => {
    if (!read) return;
    Promise.all([content(), read()]).then(
      ([other, now]) => setCompared({ title, before: other, after: now, take: other }),
      (error: unknown) => message.error(problemText(error, t)),
    );
  };
  const contentOf = async (version: StudioVersion): Promise<string> =>
    (await fetchContent(kind, resourceKey, version.version))?.content ?? '';
  return (
    <Drawer open={open} onClose={onClose} title={t('modeler.versions.title')} size={480} destroyOnHidden>
      <ReviewRule kind={kind} resourceKey={resourceKey} />
      {offer && (
        <section className="version-offer">
          <p>
            <strong>{t('modeler.versions.offer')}</strong> {t('modeler.versions.offerHint')}
          </p>
          <Button
            type="primary"
            onClick={() => compare(t('modeler.versions.shipped'), () => Promise.resolve(offer.content))}
          >
            {t('modeler.versions.compareTake')}
          </Button>
        </section>
      )}
      {versions.isPending && <LoadingState rows={4} />}
      {versions.data?.length === 0 && <p className="soft">{t('modeler.neverPublished')}</p>}
      <ol className="version-list">
        {versions.data?.map((version) => (
          <li key={version.id}>
            <div>
              <strong className="num">v{version.version}</strong>{' '}
              <span className="soft">
                {version.source === 'shipped' ? t('modeler.sources.shipped') : version.deployedBy} ·{' '}
                <span className="num">{when(version.deployedAt)}</span>
              </span>
              {version.note !== '' && <p>{version.note}</p>}
              {version.approvedBy !== null && (
                <p className="soft">{t('modeler.versions.approvedBy', { name: version.approvedBy })}</p>
              )}
            </div>
            <Button size="small" onClick={() => compare(`v${version.version}`, () => contentOf(version))}>
              {t('modeler.versions.compare')}
            </Button>
          </li>
        ))}
      </ol>
      {(copies.data?.length ?? 0) > 0 && (
        <>
          <h3>{t('modeler.versions.copies')}</h3>
          <p className="soft">{t('modeler.versions.copiesHint')}</p>
          <ol className="version-list">
            {copies.data?.map((copy) => (
              <li key={copy.id}>
                <div>
                  <strong>{copy.editedByName}</strong> <span className="soft num">{when(copy.editedAt)}</span>
                </div>
                <Button
                  size="small"
                  onClick={() =>
                    compare(
                      `${copy.editedByName} ${when(copy.editedAt)}`,
                      async () => (await api.get<DraftCopyContent>(`/drafts/copies/${copy.id}`)).content,
                    )
                  }
                >
                  {t('modeler.versions.compare')}
                </Button>
              </li>
            ))}
          </ol>
        </>
      )}
      {compared && (
        <Modal
          open
          width={1200}
          className="compare-modal"
          title={t('modeler.versions.against', { other: compared.title })}
          onCancel={() => setCompared(null)}
          footer={[
            <Button key="close" onClick={() => setCompared(null)}>
              {t('modeler.close')}
            </Button>,
            <Button
              key="take"
              type="primary"
              onClick={() => {
                onTake(compared.take);
                setCompared(null);
              }}
            >
              {t('modeler.versions.goOn')}
            </Button>,
          ]}
        >
          <Suspense fallback={<LoadingState rows={8} />}>
            <Comparing before={compared.before} after={compared.after} />
          </Suspense>
        </Modal>
      )}
    </Drawer>
  );
}

/** The switch for "a second person looks before it goes live"; administrators set it, others see it. */
function ReviewRule({
  kind,
  resourceKey,
}: {
  readonly kind: StudioKind;
  readonly resourceKey: string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const user = useUser();
  const rule = useRule(kind, resourceKey);
  return (
    <label className="review-rule">
      <Switch
        checked={rule.data?.reviewRequired ?? false}
        disabled={!userHasRole(user, 'admin') || rule.data === undefined}
        onChange={(reviewRequired) =>
          void api
            .put(`/publication-rules/${kind}/${encodeURIComponent(resourceKey)}`, { reviewRequired })
            .then(() => queries.invalidateQueries({ queryKey: keys.rule(kind, resourceKey) }))
            .catch((error: unknown) => message.error(problemText(error, t)))
        }
      />
      <span>{t('modeler.review.rule')}</span>
    </label>
  );
}
