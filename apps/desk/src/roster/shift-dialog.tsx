import type { DutyShift, Roster } from '@pledge/contracts';
import { problemText, useUser, userHasRole } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { askSwap, assignShift, handOver, listDutyPeople, signIn } from '../api/rosters.js';
import { useBilingual } from '../common/bilingual.js';
import { clockOf } from './month-shifts.js';
import { ReasonText } from './reason-text.js';

/** One place of a shift: why this person, and what may be done with it. */
export function ShiftDialog({
  shift,
  roster,
  now,
  onClose,
}: {
  readonly shift: DutyShift;
  readonly roster: Roster;
  /** Epoch ms. */
  readonly now: number;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const user = useUser();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [person, setPerson] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [here, setHere] = useState(false);
  const manager = userHasRole(user, 'manager');
  const inForce = roster.state === 'approved';
  const mine = inForce && shift.username === user.username;
  const [starts, ends] = [Date.parse(shift.from), Date.parse(shift.to)];
  const over = inForce && ends <= now;
  const people = useQuery({
    queryKey: keys.dutyPeople(roster.unit),
    queryFn: () => listDutyPeople(roster.unit),
    enabled: manager || mine,
  });
  const options = (people.data?.items ?? [])
    .filter((one) => one.inRotation && one.username !== shift.username)
    .map((one) => ({ value: one.username, label: one.displayName }));
  const work = useMutation({
    mutationFn: (step: () => Promise<unknown>) => step(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.rosters });
      onClose();
    },
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  const ready = person !== null && reason.trim() !== '';
  return (
    <Modal open footer={null} title={`${shift.date} · ${say(shift.rule.name)}`} onCancel={onClose}>
      <div className="calendar-form">
        <p className="roster-who">
          <strong>{shift.displayName ?? `✕ ${t('roster.gap')}`}</strong>
          <span className="soft">
            {t(`roster.roles.${shift.role}`)} · <span className="num">{clockOf(shift.from)}</span>–
            <span className="num">{clockOf(shift.to)}</span>
            {shift.staysLocal && ` · ${t('roster.staysLocal')}`}
          </span>
        </p>
        <section>
          <h3>{t('roster.reason')}</h3>
          <ReasonText reason={shift.reason} />
        </section>
        {shift.handover !== null && (
          <section>
            <h3>{t('roster.handover')}</h3>
            <p>{shift.handover.note}</p>
            <p className="soft">{t('roster.handedTo', { name: shift.handover.to ?? '—' })}</p>
          </section>
        )}
        {mine && now >= starts - 1_800_000 && now < ends && shift.signedInAt === null && (
          <section>
            <h3>{t('roster.signIn')}</h3>
            {shift.staysLocal && (
              <Checkbox checked={here} onChange={(event) => setHere(event.target.checked)}>
                {t('roster.inLocality')}
              </Checkbox>
            )}
            <Button
              type="primary"
              loading={work.isPending}
              disabled={shift.staysLocal && !here}
              onClick={() => work.mutate(() => signIn(shift.id, here || !shift.staysLocal))}
            >
              {t('roster.signInDo')}
            </Button>
          </section>
        )}
        {mine && now >= starts && (
          <section>
            <h3>{t('roster.handover')}</h3>
            <Input.TextArea
              rows={3}
              value={note}
              maxLength={4000}
              placeholder={t('roster.handoverHint')}
              aria-label={t('roster.handover')}
              onChange={(event) => setNote(event.target.value)}
            />
            <Button
              disabled={note.trim() === ''}
              loading={work.isPending}
              onClick={() => work.mutate(() => handOver(shift.id, note.trim()))}
            >
              {t('roster.handoverDo')}
            </Button>
          </section>
        )}
        {!over && (manager || mine) && (
          <section>
            <h3>{t(manager ? 'roster.assign' : 'roster.swap')}</h3>
            <Select
              value={person}
              options={options}
              placeholder={t('roster.choose')}
              aria-label={t('roster.choose')}
              onChange={setPerson}
            />
            <Input
              value={reason}
              maxLength={300}
              placeholder={t('roster.why.label')}
              aria-label={t('roster.why.label')}
              onChange={(event) => setReason(event.target.value)}
            />
            <div className="clause-answer">
              {manager && (
                <Button
                  type="primary"
                  disabled={!ready}
                  loading={work.isPending}
                  onClick={() => work.mutate(() => assignShift(shift.id, { username: person, reason: reason.trim() }))}
                >
                  {t('roster.assignDo')}
                </Button>
              )}
              {mine && person !== null && (
                <Button
                  disabled={!ready}
                  loading={work.isPending}
                  onClick={() => work.mutate(() => askSwap(shift.id, { other: person, reason: reason.trim() }))}
                >
                  {t('roster.swapDo')}
                </Button>
              )}
            </div>
          </section>
        )}
      </div>
    </Modal>
  );
}
