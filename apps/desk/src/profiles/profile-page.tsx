import type { ProfileFinding, ProfileVersion, ProfileVersionDetail, ServiceLevelProfile } from '@pledge/contracts';
import { ErrorState, LoadingState, problemText, userHasRole, useUser } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { keys } from '../api/keys.js';
import { discardDraft, getVersion, listVersions, saveDraft, validateProfile } from '../api/profiles.js';
import { useBilingual } from '../common/bilingual.js';
import { FormError } from '../common/field.js';
import { useDebounced } from '../common/use-debounced.js';
import { useTitle } from '../common/use-title.js';
import { DifferenceView } from './difference-view.js';
import { anchorOf } from './editor.js';
import { FindingList } from './finding-list.js';
import { partOf, ProfileEditor } from './profile-editor.js';
import { PublishDialog } from './publish-dialog.js';

/** One profile: a version to read, or the draft to write, with what the validator says beside it. */
export function ProfilePage(): React.JSX.Element {
  const { id = '' } = useParams();
  const [query] = useSearchParams();
  const versions = useQuery({ queryKey: keys.profileVersions(id), queryFn: () => listVersions(id) });
  if (versions.isPending) return <LoadingState rows={10} />;
  if (versions.isError) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />;
  const { items } = versions.data;
  const asked = Number(query.get('version'));
  const shown = items.find((one) => one.version === asked) ?? items.find((one) => one.state !== 'offered') ?? items[0];
  return shown === undefined ? (
    <LoadingState />
  ) : (
    <Version key={shown.version} id={id} versions={items} shown={shown} />
  );
}

function Version(props: {
  readonly id: string;
  readonly versions: readonly ProfileVersion[];
  readonly shown: ProfileVersion;
}): React.JSX.Element {
  const { id, shown } = props;
  const detail = useQuery({
    queryKey: keys.profileVersion(id, shown.version, shown.revision),
    queryFn: () => getVersion(id, shown.version),
  });
  if (detail.isPending) return <LoadingState rows={10} />;
  if (detail.isError) return <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />;
  return <Work {...props} key={detail.data.revision} detail={detail.data} />;
}

function Work(props: {
  readonly id: string;
  readonly versions: readonly ProfileVersion[];
  readonly shown: ProfileVersion;
  readonly detail: ProfileVersionDetail;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const user = useUser();
  const { id, detail, versions } = props;
  const [profile, setProfile] = useState<ServiceLevelProfile>(detail.profile);
  const [, setQuery] = useSearchParams();
  const [publishing, setPublishing] = useState(false);
  const changed = profile !== detail.profile;
  const draft = detail.state === 'draft';
  const mayWrite = userHasRole(user, 'manager');
  const { findings, checking } = useFindings(profile, detail);
  const work = useDraftActions(id, detail, profile);
  useTitle(`${id} ${say(profile.name)}`);
  useLeaveWarning(changed);
  const open = findings.filter((finding) => !finding.accepted);
  return (
    <div className="record-page">
      <header className="record-band">
        <div className="band-title">
          <h1>{say(profile.name) || id}</h1>
          <p className="soft">
            <Link to="/profiles">{t('nav.profiles')}</Link> · <span className="num">{id}</span> ·{' '}
            {t(`profileState.${detail.state}`)}
            {detail.comment !== '' && ` · ${detail.comment}`}
          </p>
        </div>
        <Select
          aria-label={t('profile.versionHead')}
          value={detail.version}
          options={versions.map((one) => ({
            value: one.version,
            label: `${t('profile.version', { version: one.version })} · ${t(`profileState.${one.state}`)}`,
          }))}
          onChange={(version: number) => setQuery({ version: String(version) })}
        />
        {mayWrite && (
          <span className="row-actions">
            {draft ? (
              <>
                <Button loading={work.discard.isPending} onClick={work.askDiscard}>
                  {t('profile.discard')}
                </Button>
                <Button disabled={!changed} loading={work.save.isPending} onClick={() => work.save.mutate()}>
                  {t(changed ? 'profile.save' : 'profile.saved')}
                </Button>
                <Button type="primary" disabled={changed} onClick={() => setPublishing(true)}>
                  {t('profile.publish')}
                </Button>
              </>
            ) : (
              !versions.some((one) => one.state === 'draft') && (
                <Button type="primary" loading={work.begin.isPending} onClick={() => work.begin.mutate()}>
                  {t('profile.edit')}
                </Button>
              )
            )}
          </span>
        )}
      </header>
      <FormError>{work.error === null ? '' : problemText(work.error, t)}</FormError>
      <div className="editor-columns">
        <div data-readonly={!draft || !mayWrite}>
          <ProfileEditor profile={profile} onChange={setProfile} findings={findings} readOnly={!draft || !mayWrite} />
        </div>
        <aside aria-labelledby="findings-title" aria-busy={checking}>
          <h2 id="findings-title">
            {t('profile.findings')} <span className="num soft">{open.length}</span>
          </h2>
          {open.length === 0 && <p className="soft">{t('profile.noFindings')}</p>}
          <FindingList findings={findings} onShow={showRow} />
          <DifferenceView id={id} versions={versions} shown={detail.version} />
        </aside>
      </div>
      {publishing && <PublishDialog id={id} detail={detail} findings={findings} onClose={() => setPublishing(false)} />}
    </div>
  );
}

/** Leads the eye to the row a finding stands at, or to its part of the page. */
function showRow(finding: ProfileFinding): void {
  const part = partOf(finding);
  const place = document.getElementById(anchorOf(part, finding.row)) ?? document.getElementById(`part-${part}`);
  place?.scrollIntoView({ block: 'center' });
  place?.classList.add('shown-row');
  setTimeout(() => place?.classList.remove('shown-row'), 2_000);
}

/** Findings of the profile as it stands in the editor; those of the stored version until it is changed. */
function useFindings(
  profile: ServiceLevelProfile,
  detail: ProfileVersionDetail,
): { findings: readonly ProfileFinding[]; checking: boolean } {
  const settled = useDebounced(profile, 400);
  const checked = useQuery({
    queryKey: ['profile-check', settled],
    queryFn: () => validateProfile(settled),
    enabled: settled !== detail.profile,
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
  return settled === detail.profile
    ? { findings: detail.findings, checking: false }
    : { findings: checked.data?.findings ?? detail.findings, checking: checked.isFetching };
}

function useDraftActions(id: string, detail: ProfileVersionDetail, profile: ServiceLevelProfile) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const [, setQuery] = useSearchParams();
  const refresh = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: keys.profiles });
  };
  const save = useMutation({ mutationFn: () => saveDraft(id, profile, detail.revision), onSuccess: refresh });
  const begin = useMutation({
    mutationFn: () => saveDraft(id, detail.profile),
    onSuccess: async (made) => {
      await refresh();
      setQuery({ version: String(made.version) });
    },
  });
  const discard = useMutation({
    mutationFn: () => discardDraft(id),
    onSuccess: async () => {
      setQuery({});
      await refresh();
    },
  });
  const askDiscard = (): void =>
    void modal.confirm({
      title: t('profile.discardTitle'),
      content: t('profile.discardBody'),
      okText: t('profile.discard'),
      icon: null,
      onOk: () =>
        discard.mutateAsync().then(
          () => undefined,
          () => undefined,
        ),
    });
  return { save, begin, discard, askDiscard, error: save.error ?? begin.error ?? discard.error };
}

/** What is not saved asks before the page is left. */
function useLeaveWarning(changed: boolean): void {
  useEffect(() => {
    if (!changed) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [changed]);
}
