import type { InstanceListItem } from '@pledge/contracts';
import { formatInstant, serverNow } from '@pledge/web';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';

/** Instances to choose and open, with how many there are and the way to the next ones. */
export function InstanceTable(props: {
  readonly items: readonly InstanceListItem[];
  /** Capped at 1,000 by the server. */
  readonly total: number;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (ids: ReadonlySet<string>) => void;
  readonly onOpen: (id: string) => void;
  readonly loading: boolean;
  /** Undefined: these are all. */
  readonly onMore: (() => void) | undefined;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { items, total, chosen, onChoose, onOpen, onMore } = props;
  return (
    <>
      <table className="definitions">
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">{t('modeler.cockpit.choose')}</span>
            </th>
            <th>{t('modeler.cockpit.businessKey')}</th>
            <th>{t('modeler.state')}</th>
            <th className="wide-only">{t('modeler.cockpit.started')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <input
                  type="checkbox"
                  aria-label={t('modeler.cockpit.chooseOne', { name: item.businessKey ?? item.id })}
                  checked={chosen.has(item.id)}
                  onChange={(event) => {
                    const next = new Set(chosen);
                    if (event.target.checked) next.add(item.id);
                    else next.delete(item.id);
                    onChoose(next);
                  }}
                />
              </td>
              <td>
                <button type="button" className="link" onClick={() => onOpen(item.id)}>
                  {item.businessKey ?? item.id}
                </button>
                {item.mode === 'drill' && <Tag>{t('modeler.cockpit.drill')}</Tag>}
              </td>
              <td>{t(`modeler.cockpit.states.${item.state}`)}</td>
              <td className="num wide-only">{formatInstant(item.startedAt, i18n.language, serverNow())}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cockpit-more">
        <span className="soft" role="status">
          {onMore
            ? t('modeler.cockpit.shown', { count: items.length, total: total >= 1000 ? '1000+' : total })
            : t('modeler.cockpit.allShown', { count: items.length })}
        </span>
        {onMore && (
          <Button loading={props.loading} onClick={onMore}>
            {t('modeler.cockpit.loadMore')}
          </Button>
        )}
      </p>
    </>
  );
}
