import type { DutyRule, DutyUnit } from '@pledge/contracts';
import { ErrorState, LoadingState, problemText, useUser, userHasRole } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { listDutyUnits, saveDutyUnit } from '../../api/rosters.js';
import { useBilingual } from '../../common/bilingual.js';
import { FormError } from '../../common/field.js';
import { useTitle } from '../../common/use-title.js';
import { RosterTabs } from '../roster-tabs.js';
import { DayStrips } from './day-strips.js';
import { RuleDialog } from './rule-dialog.js';
import { RuleTable } from './rule-table.js';
import { UnitDialog } from './unit-dialog.js';
import { UnitFacts } from './unit-facts.js';

const DEFAULT_UNIT = 'default';

/** Who is on duty on which days and hours. Changes are collected and saved together: between two of them hours may be empty. */
export function RulesPage(): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  useTitle(t('duty.tabs.rules'));
  const { message } = App.useApp();
  const queries = useQueryClient();
  const mayChange = userHasRole(useUser(), 'manager');
  const [chosen, setChosen] = useState(DEFAULT_UNIT);
  const [draft, setDraft] = useState<DutyUnit | null>(null);
  const [editing, setEditing] = useState<DutyRule | 'new' | null>(null);
  const [unitOpen, setUnitOpen] = useState<'this' | 'new' | null>(null);
  const units = useQuery({ queryKey: keys.dutyUnits, queryFn: listDutyUnits });
  const all = units.data?.items ?? [];
  const unit = draft ?? all.find((one) => one.id === chosen) ?? all[0];
  const save = useMutation({
    mutationFn: ({ id, revision, ...definition }: DutyUnit) =>
      // A new one has the revision 0 here, and none on the wire.
      saveDutyUnit(id, { ...definition, ...(revision === 0 ? {} : { revision }) }),
    onSuccess: async (saved) => {
      void message.success(t('duty.saved'));
      setChosen(saved.id);
      setDraft(null);
      await queries.invalidateQueries({ queryKey: keys.rosters });
    },
  });
  const forget = (): void => {
    setDraft(null);
    save.reset();
  };
  const putRule = (rule: DutyRule): void => {
    if (!unit) return;
    const known = unit.rules.some((one) => one.id === rule.id);
    const rules = known ? unit.rules.map((one) => (one.id === rule.id ? rule : one)) : [...unit.rules, rule];
    setDraft({ ...unit, rules });
    setEditing(null);
  };
  return (
    <div className="page roster-page">
      <RosterTabs />
      <header className="page-head">
        <h1>{t('duty.tabs.rules')}</h1>
        {all.length > 1 && (
          <Select
            value={unit?.id ?? null}
            disabled={draft !== null}
            aria-label={t('roster.unit')}
            options={all.map((one) => ({ value: one.id, label: say(one.name) }))}
            onChange={setChosen}
          />
        )}
        <span className="frame-spacer" />
        {mayChange && unit && (
          <>
            <Button disabled={draft !== null} onClick={() => setUnitOpen('new')}>
              {t('duty.addUnit')}
            </Button>
            <Button type={draft === null ? 'primary' : 'default'} onClick={() => setEditing('new')}>
              {t('duty.addRule')}
            </Button>
          </>
        )}
      </header>
      {units.isPending && <LoadingState rows={8} />}
      {units.isError && <ErrorState error={units.error} onRetry={() => void units.refetch()} />}
      {unit && (
        <>
          {draft !== null && (
            <section className="duty-unsaved" aria-label={t('duty.unsaved')}>
              <p>{t(draft.revision === 0 ? 'duty.unsavedUnit' : 'duty.unsaved')}</p>
              <FormError>{save.isError ? problemText(save.error, t) : ''}</FormError>
              <div className="clause-answer">
                <Button type="primary" loading={save.isPending} onClick={() => save.mutate(draft)}>
                  {t('duty.save')}
                </Button>
                <Button onClick={forget}>{t('duty.discard')}</Button>
              </div>
            </section>
          )}
          <UnitFacts unit={unit} onChange={mayChange ? () => setUnitOpen('this') : null} />
          <section className="duty-section">
            <h2>{t('duty.wins')}</h2>
            <p className="soft">{t('duty.winsBody', { time: unit.changeOver })}</p>
            <DayStrips unit={unit} />
          </section>
          <RuleTable
            rules={unit.rules}
            onEdit={mayChange ? setEditing : null}
            onRemove={(rule) => setDraft({ ...unit, rules: unit.rules.filter((one) => one.id !== rule.id) })}
          />
        </>
      )}
      {unit && editing !== null && (
        <RuleDialog
          rule={editing === 'new' ? null : editing}
          taken={unit.rules.map((one) => one.id)}
          onDone={putRule}
          onClose={() => setEditing(null)}
        />
      )}
      {unit && unitOpen !== null && (
        <UnitDialog
          unit={unit}
          asNew={unitOpen === 'new'}
          taken={all.map((one) => one.id)}
          onDone={(changed) => {
            setDraft(changed);
            setUnitOpen(null);
          }}
          onClose={() => setUnitOpen(null)}
        />
      )}
    </div>
  );
}
