import type { SpareItem, SpareState } from '@pledge/contracts';
import { ErrorState, formatInstant, joined, LoadingState, useNow, userHasRole, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { getSpare, type Deed } from '../api/spares.js';
import { usePeople } from '../common/use-people.js';
import { DeedDialog } from './deed-dialog.js';

/** What can be done with an item in its state. */
const deeds: Readonly<Record<SpareState, readonly Deed[]>> = {
  'in-stock': ['reserve', 'give-back'],
  reserved: ['issue', 'release'],
  issued: ['return'],
  'on-loan': ['return'],
  faulty: ['give-back'],
  gone: [],
};
/** Only those who keep the stock take something out of it for good. */
const keepers = ['pm', 'manager', 'dispatcher'] as const;

/** One item; its history opens below. */
export function ItemRow({ item }: { readonly item: SpareItem }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const user = useUser();
  const [open, setOpen] = useState(false);
  const [deed, setDeed] = useState<Deed | null>(null);
  const due = item.dueAt ?? item.vendor?.dueBack ?? null;
  const possible = deeds[item.state].filter((one) =>
    one === 'give-back' ? userHasRole(user, ...keepers) : userHasRole(user, 'engineer', ...keepers),
  );
  return (
    <>
      <tr data-off={item.state === 'gone'}>
        <td className="cell-title num">
          <button type="button" className="text-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {item.serialNumber}
          </button>
        </td>
        <td data-label={t('spares.part')}>
          {item.name} <span className="soft">{item.model === item.name ? '' : item.model}</span>
        </td>
        <td data-label={t('spares.store')}>{item.store.name}</td>
        <td data-label={t('spares.stateLabel')}>
          {t(`spares.state.${item.state}`)}
          {item.vendor !== null && <span className="soft"> · {t('spares.ofVendor', { name: item.vendor.name })}</span>}
        </td>
        <td className="num" data-label={t('case.number')}>
          {item.caseNumber !== null && <Link to={`/cases/${item.caseNumber}`}>{item.caseNumber}</Link>}
        </td>
        <td className="num" data-label={t('spares.due')} data-late={item.overdue}>
          {due !== null && (
            <>
              {item.overdue && '✕ '}
              {formatInstant(due, i18n.language, now)}
              {item.overdue && ` ${t('spares.overdue')}`}
            </>
          )}
        </td>
        <td className="row-actions">
          {possible.map((one) => (
            <Button key={one} size="small" type="link" onClick={() => setDeed(one)}>
              {t(`spares.deed.${one}`)}
            </Button>
          ))}
        </td>
      </tr>
      {open && (
        <tr className="row-detail">
          <td colSpan={7}>
            <p className="soft">{t('spares.fits', { models: joined(item.fits) })}</p>
            <Moves id={item.id} />
          </td>
        </tr>
      )}
      {deed !== null && <DeedDialog item={item} deed={deed} onClose={() => setDeed(null)} />}
    </>
  );
}

function Moves({ id }: { readonly id: string }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const found = useQuery({ queryKey: keys.spare(id), queryFn: () => getSpare(id) });
  if (found.isPending) return <LoadingState rows={2} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <ol className="spare-moves">
      {found.data.moves.map((move) => (
        <li key={`${move.at}/${move.kind}`}>
          <span className="num soft">{formatInstant(move.at, i18n.language, now)}</span> {t(`spares.move.${move.kind}`)}{' '}
          <span className="soft">{person(move.by)}</span>
          <span className="soft">
            {[
              move.caseNumber,
              move.signedBy === null ? null : t('spares.signed', { name: move.signedBy }),
              move.replacedSerial === null ? null : t('spares.replaced', { serial: move.replacedSerial }),
              move.note,
            ]
              .filter((part) => part !== null)
              .map((part) => ` · ${part ?? ''}`)
              .join('')}
          </span>
        </li>
      ))}
    </ol>
  );
}
