import type { CreateProfileRequest, ProfileSummary } from '@pledge/contracts';
import { ApiProblem, ErrorState, LoadingState, problemText, userHasRole, useUser } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { keys } from '../api/keys.js';
import { createProfile, listProfiles } from '../api/profiles.js';
import { useBilingual } from '../common/bilingual.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { useTitle } from '../common/use-title.js';

/** Service-level profiles with what is open in each. */
export function ProfilesPage(): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const user = useUser();
  const [adding, setAdding] = useState(false);
  useTitle(t('nav.profiles'));
  const profiles = useQuery({ queryKey: keys.profiles, queryFn: listProfiles });
  const items = profiles.data?.items ?? [];
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.profiles')}</h1>
        <span className="frame-spacer" />
        {userHasRole(user, 'manager') && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('profile.add')}
          </Button>
        )}
      </header>
      <p className="page-note soft">{t('profile.intro')}</p>
      {profiles.isPending && <LoadingState rows={8} />}
      {profiles.isError && <ErrorState error={profiles.error} onRetry={() => void profiles.refetch()} />}
      {items.length > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('profile.id')}</th>
              <th>{t('profile.name')}</th>
              <th>{t('profile.versionHead')}</th>
              <th>{t('profile.promises')}</th>
              <th>{t('profile.state')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.id}>
                <td className="num" data-label={t('profile.id')}>
                  {one.id}
                </td>
                <td className="cell-title">
                  <Link to={`/profiles/${encodeURIComponent(one.id)}`}>{say(one.name) || one.id}</Link>
                </td>
                <td className="num" data-label={t('profile.versionHead')}>
                  {one.version}
                </td>
                <td className="num" data-label={t('profile.promises')}>
                  {one.commitments}
                </td>
                <td data-label={t('profile.state')}>
                  <StateWords profile={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding && <NewProfile profiles={items} onClose={() => setAdding(false)} />}
    </div>
  );
}

function StateWords({ profile }: { readonly profile: ProfileSummary }): React.JSX.Element {
  const { t } = useTranslation();
  const words = [
    profile.published ? '' : t('profile.notPublished'),
    profile.blanks > 0 ? t('profile.blanks', { count: profile.blanks }) : '',
    profile.errors > 0 ? t('profile.errors', { count: profile.errors }) : '',
    profile.questions > 0 ? t('profile.questions', { count: profile.questions }) : '',
    profile.draft ? t('profile.hasDraft') : '',
    profile.offered ? t('profile.offered') : '',
  ].filter((word) => word !== '');
  return <span className={words.length === 0 ? 'soft' : ''}>{words.join(' · ') || t('profile.inOrder')}</span>;
}

function NewProfile(props: {
  readonly profiles: readonly ProfileSummary[];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [cells, setCells] = useState({ id: '', zh: '', en: '', from: '' });
  const [tried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: (body: CreateProfileRequest) => createProfile(body),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: keys.profiles });
      void navigate(`/profiles/${encodeURIComponent(made.id)}`);
    },
  });
  const server = fieldErrors(create.error);
  const text = (name: 'id' | 'zh' | 'en', label: string): React.JSX.Element => (
    <Field
      label={label}
      required
      error={tried && cells[name].trim() === '' ? t('web.form.required') : (server[name] ?? '')}
    >
      {(control) => (
        <Input
          {...control}
          value={cells[name]}
          onChange={(event) => setCells({ ...cells, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Modal open title={t('profile.add')} footer={null} onCancel={props.onClose} mask={{ closable: false }}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (cells.id.trim() === '' || cells.zh.trim() === '' || cells.en.trim() === '') return;
          create.mutate({
            id: cells.id.trim(),
            name: { zh: cells.zh.trim(), en: cells.en.trim() },
            ...(cells.from === '' ? {} : { from: { id: cells.from } }),
          });
        }}
      >
        {text('id', t('profile.id'))}
        {text('zh', t('profile.nameZh'))}
        {text('en', t('profile.nameEn'))}
        <Field label={t('profile.from')} hint={t('profile.fromHint')}>
          {(control) => (
            <Select
              id={control.id}
              allowClear
              value={cells.from === '' ? undefined : cells.from}
              options={props.profiles
                .filter((one) => one.published)
                .map((one) => ({ value: one.id, label: `${one.id} · ${say(one.name)}` }))}
              onChange={(from: string | undefined) => setCells({ ...cells, from: from ?? '' })}
            />
          )}
        </Field>
        <FormError>{create.error instanceof ApiProblem ? problemText(create.error, t) : ''}</FormError>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('profile.create')}
        </Button>
      </form>
    </Modal>
  );
}
