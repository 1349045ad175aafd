import type { PublishResponse, StudioKind } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { App as AntApp, Button, Dropdown, type MenuProps } from 'antd';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dropDraft } from '../api/studio.js';
import { ConflictBar } from '../drafts/conflict-bar.js';
import { DraftStatus } from '../drafts/draft-status.js';
import { ReviewBar } from '../drafts/review-bar.js';
import type { Keeping } from '../drafts/use-keeper.js';
import type { Checking } from '../findings/use-check.js';
import { PublishDialog } from '../publish/publish-dialog.js';
import { PublishResult } from '../publish/publish-result.js';
import type { Change } from '../publish/what-changed.js';
import { VersionsDrawer, type Comparison } from '../versions/versions-drawer.js';
import type { MergeText } from '../merge/merge-dialog.js';
import type { Opened } from './use-opened.js';

export interface ResourceShellProps {
  readonly kind: StudioKind;
  readonly resourceKey: string;
  readonly opened: Opened;
  readonly title: string;
  readonly keeping: Keeping;
  readonly checking: Checking;
  /** Grows with every change the person makes. */
  readonly changes: number;
  /** What the editor shows now; null while it loads. */
  readonly read: (() => Promise<string>) | null;
  /** Shows other content instead: a version, a copy, a merge. */
  readonly replace: (content: string) => void;
  /** What a new one starts from, after its draft was discarded. */
  readonly fresh: () => string;
  /** Differences in words, for the publish page. */
  readonly changesBetween: (before: string, after: string) => Promise<readonly Change[]>;
  readonly comparison: Comparison;
  readonly merge: MergeText | null;
  readonly nameOf: (elementId: string) => string;
  /** Buttons of this kind, left of publish. */
  readonly tools?: ReactNode;
  readonly menu?: NonNullable<MenuProps['items']>;
  readonly onPublished: (answer: PublishResponse) => void;
  readonly children: ReactNode;
}

/** The frame of every editor: name · version · draft on top, with check, versions, review, publish; the work is kept all the while. */
export function ResourceShell(props: ResourceShellProps): React.JSX.Element {
  const { t } = useTranslation();
  const { message, modal } = AntApp.useApp();
  const { kind, resourceKey, opened, keeping, checking, changes, read, replace, title } = props;
  const { keeper, state } = keeping;
  const [publishing, setPublishing] = useState(false);
  const [openingPublish, setOpeningPublish] = useState(false);
  const [published, setPublished] = useState<PublishResponse | null>(null);
  const [versionsOpen, setVersionsOpen] = useState(false);

  const latest = useRef({ read, title });
  useEffect(() => {
    latest.current = { read, title };
  }, [read, title]);
  useEffect(() => {
    if (changes === 0) return;
    let gone = false;
    void latest.current.read?.().then((content) => {
      if (!gone) keeper.change(content, latest.current.title);
    });
    return () => {
      gone = true;
    };
  }, [changes, keeper]);
  const { unsent, content: first } = opened.draft;
  const [startedWith] = useState({ unsent, first });
  useEffect(() => {
    // what this browser could not send last time goes first
    if (startedWith.unsent) keeper.change(startedWith.first, latest.current.title);
  }, [keeper, startedWith]);

  const take = useCallback(
    (content: string) => {
      replace(content);
      keeper.change(content, latest.current.title);
    },
    [replace, keeper],
  );

  const discard = (): void => {
    void modal.confirm({
      title: t('modeler.discardSure'),
      okText: t('modeler.discardDraft'),
      cancelText: t('modeler.cancel'),
      onOk: async () => {
        try {
          await keeper.flush();
          const { revision } = keeper.current();
          if (revision > 0) await dropDraft(kind, resourceKey, revision);
        } catch (error) {
          message.error(problemText(error, t));
          return;
        }
        keeping.forget();
        keeper.reset(opened.version);
        checking.show(null);
        replace(opened.published ?? props.fresh());
      },
    });
  };
  const unpublished = state.status !== 'clean';
  const openPublish = async (): Promise<void> => {
    if (unpublished && !(await keeper.flush())) {
      if (keeper.current().status !== 'conflict') message.error(t('modeler.draft.notThere'));
      return;
    }
    setOpeningPublish(true);
    const checked = await checking.run();
    setOpeningPublish(false);
    if (checked) setPublishing(true);
  };
  const menu: NonNullable<MenuProps['items']> = [
    { key: 'check', label: t('modeler.check'), disabled: read === null, onClick: () => void checking.run() },
    { key: 'versions', label: t('modeler.versions.title'), onClick: () => setVersionsOpen(true) },
    ...(props.menu ?? []),
    ...(unpublished ? [{ key: 'discard', label: t('modeler.discardDraft'), onClick: discard }] : []),
  ];

  return (
    <div className="editor">
      <div className="editor-bar">
        <h1>{title}</h1>
        <span className="num soft">
          {opened.version === 0 ? t('modeler.neverPublished') : t('modeler.versionNow', { version: opened.version })}
        </span>
        <DraftStatus state={state} />
        <span className="studio-spacer" />
        {props.tools}
        <Dropdown menu={{ items: menu }} trigger={['click']}>
          <Button aria-label={t('modeler.more')} title={t('modeler.more')}>
            ⋯
          </Button>
        </Dropdown>
        <Button type="primary" disabled={read === null} loading={openingPublish} onClick={() => void openPublish()}>
          {t('modeler.publish.button')}
        </Button>
      </div>
      {unpublished && state.basedOn !== opened.version && (
        <p className="notice-bar" role="alert">
          {t('modeler.draftOutdated', { basedOn: state.basedOn, version: opened.version })}
        </p>
      )}
      {keeping.gone && (
        <p className="notice-bar" role="alert">
          {t('modeler.draft.gone')}
        </p>
      )}
      <ConflictBar
        kind={kind}
        resourceKey={resourceKey}
        keeping={keeping}
        read={read}
        replace={replace}
        published={opened.published}
        merge={props.merge}
      />
      <ReviewBar kind={kind} resourceKey={resourceKey} keeping={keeping} />
      {props.children}
      <VersionsDrawer
        open={versionsOpen}
        onClose={() => setVersionsOpen(false)}
        kind={kind}
        resourceKey={resourceKey}
        read={read}
        comparison={props.comparison}
        onTake={(content) => {
          take(content);
          setVersionsOpen(false);
        }}
      />
      {publishing && read && (
        <PublishDialog
          kind={kind}
          resourceKey={resourceKey}
          version={opened.version}
          published={opened.published}
          read={read}
          changesBetween={props.changesBetween}
          findings={checking.findings}
          keeping={keeping}
          title={title}
          onClose={() => setPublishing(false)}
          onRefused={(refused) => {
            checking.show(refused);
            setPublishing(false);
            message.error(t('modeler.publish.refused', { count: refused.length }));
          }}
          onPublished={(answer) => {
            keeping.forget();
            keeper.reset(answer.publications.find((each) => each.kind === kind)?.version ?? opened.version);
            setPublishing(false);
            setPublished(answer);
          }}
        />
      )}
      {published && (
        <PublishResult
          answer={published}
          kind={kind}
          nameOf={props.nameOf}
          onClose={() => {
            setPublished(null);
            props.onPublished(published);
          }}
        />
      )}
    </div>
  );
}
