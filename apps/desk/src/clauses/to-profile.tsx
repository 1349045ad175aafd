import type { ReadClausesResponse } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addClausesToProfile, listProfiles } from '../api/clauses.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { acceptedClauses, type ClauseDraft } from './clause-draft.js';

const NEW = '+';

/** Puts what was accepted into the draft of a profile. */
export function ToProfile({
  read,
  drafts,
  source,
  onAcceptAll,
}: {
  readonly read: ReadClausesResponse;
  readonly drafts: readonly ClauseDraft[];
  readonly source: string;
  readonly onAcceptAll: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const profiles = useQuery({ queryKey: keys.profiles, queryFn: listProfiles });
  const [target, setTarget] = useState<string>(NEW);
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [from, setFrom] = useState(source);
  const [withFlags, setWithFlags] = useState(true);
  const clauses = acceptedClauses(drafts);
  const profileId = target === NEW ? id.trim() : target;
  const send = useMutation({
    mutationFn: () =>
      addClausesToProfile({
        profileId,
        ...(target === NEW ? { name: { zh: name.trim(), en: name.trim() } } : {}),
        source: from.trim(),
        clauses,
        flags: withFlags
          ? read.flags.map(({ metric, word, sentence }) => ({
              metric,
              word,
              sentence: sentence.text.trim().slice(0, 4000),
            }))
          : [],
        calendars: read.calendars
          .filter((one) => one.kind === 'windows')
          .map(({ calendar, days, from: opens, to }) => ({ calendar, days, from: opens, to })),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.profiles }),
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  const ready = clauses.length > 0 && from.trim() !== '' && profileId !== '' && (target !== NEW || name.trim() !== '');
  return (
    <section className="to-profile" aria-labelledby="to-profile">
      <h2 id="to-profile">{t('clauses.toProfile')}</h2>
      <div className="clause-fields">
        <label className="clause-field">
          <span className="soft">{t('clauses.profile')}</span>
          <Select
            value={target}
            options={[
              { value: NEW, label: t('clauses.newProfile') },
              ...(profiles.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.id} · ${say(one.name)}` })),
            ]}
            onChange={setTarget}
          />
        </label>
        {target === NEW && (
          <>
            <label className="clause-field">
              <span className="soft">{t('clauses.profileId')}</span>
              <Input
                value={id}
                maxLength={60}
                placeholder="P-2026-01"
                onChange={(event) => setId(event.target.value)}
              />
            </label>
            <label className="clause-field">
              <span className="soft">{t('clauses.profileName')}</span>
              <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
            </label>
          </>
        )}
        <label className="clause-field">
          <span className="soft">{t('clauses.source')}</span>
          <Input value={from} maxLength={60} onChange={(event) => setFrom(event.target.value)} />
        </label>
      </div>
      {read.flags.length > 0 && (
        <Checkbox checked={withFlags} onChange={(event) => setWithFlags(event.target.checked)}>
          {t('clauses.withFlags')}
        </Checkbox>
      )}
      <div className="clauses-actions">
        <Button type="primary" disabled={!ready} loading={send.isPending} onClick={() => send.mutate()}>
          {t('clauses.put', { count: clauses.length })}
        </Button>
        <Button onClick={onAcceptAll}>{t('clauses.acceptAll')}</Button>
      </div>
      {send.data !== undefined && (
        <p className="clauses-done" role="status">
          ✓{' '}
          {t('clauses.done', {
            profile: send.data.profileId,
            version: send.data.version,
            commitments: send.data.commitments.length,
            unmeasured: send.data.unmeasured.length,
          })}
        </p>
      )}
    </section>
  );
}
