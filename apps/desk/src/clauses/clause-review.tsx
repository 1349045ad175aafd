import type { ReadClausesResponse } from '@pledge/contracts';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseCard } from './clause-card.js';
import { draftsOf, type ClauseDraft } from './clause-draft.js';
import { markedText } from './marked-text.js';
import { ToProfile } from './to-profile.js';

/** The text with its marks on the left, what was read from it on the right. */
export function ClauseReview({
  read,
  source,
}: {
  readonly read: ReadClausesResponse;
  readonly source: string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [drafts, setDrafts] = useState<readonly ClauseDraft[]>(() => draftsOf(read));
  const [current, setCurrent] = useState<string | null>(drafts[0]?.id ?? null);
  const pieces = useMemo(() => markedText(read), [read]);
  const choose = (id: string, where: 'text' | 'list'): void => {
    setCurrent(id);
    document.getElementById(`${where}-${id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const change = (id: string, more: Partial<ClauseDraft>): void =>
    setDrafts(drafts.map((one) => (one.id === id ? { ...one, ...more } : one)));
  const accepted = drafts.filter((one) => one.state === 'accepted').length;
  return (
    <div className="clauses">
      <section className="clauses-text" aria-label={t('clauses.text')}>
        {pieces.map((piece, index) => {
          const { clause } = piece;
          if (clause === null)
            return (
              <span key={index} data-kind={piece.kind}>
                {piece.text}
              </span>
            );
          return (
            <mark
              key={index}
              {...(piece.kind === 'figure' ? { id: `text-${clause}` } : {})}
              data-kind={piece.kind}
              data-current={clause === current}
              onClick={() => choose(clause, 'list')}
            >
              {piece.text}
            </mark>
          );
        })}
      </section>
      <section className="clauses-list" aria-labelledby="clauses-found">
        <h2 id="clauses-found">
          {t('clauses.found', { count: drafts.length })}
          <span className="soft"> {t('clauses.acceptedCount', { count: accepted })}</span>
        </h2>
        {drafts.length === 0 && <p className="soft">{t('clauses.none')}</p>}
        <ul>
          {drafts.map((draft) => (
            <ClauseCard
              key={draft.id}
              draft={draft}
              current={draft.id === current}
              onFocus={() => choose(draft.id, 'text')}
              onChange={(more) => change(draft.id, more)}
            />
          ))}
        </ul>
        {read.flags.length > 0 && (
          <>
            <h2>{t('clauses.flags', { count: read.flags.length })}</h2>
            <p className="soft">{t('clauses.flagsBody')}</p>
            <ul className="clauses-flags">
              {read.flags.map((flag, index) => (
                <li key={index}>
                  <strong>{flag.word}</strong> <span className="soft">{flag.sentence.text.trim()}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        <ToProfile
          read={read}
          drafts={drafts}
          source={source}
          onAcceptAll={() =>
            setDrafts(drafts.map((one) => (one.state === 'open' ? { ...one, state: 'accepted' } : one)))
          }
        />
      </section>
    </div>
  );
}
