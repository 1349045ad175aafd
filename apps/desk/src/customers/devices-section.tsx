import type { Site } from '@pledge/contracts';
import { ErrorState, LoadingState, userHasRole, useUser } from '@pledge/web';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { listDevices } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { useDebounced } from '../common/use-debounced.js';
import { DeviceForm } from './device-form.js';
import { SheetActions } from './sheet-actions.js';

/** Devices of a contract or a customer, fifty at a time; ten thousand are found by words. */
export function DevicesSection(props: {
  readonly partyId: string;
  readonly sites: readonly Site[];
  readonly contractNumber?: string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const q = useDebounced(text.trim(), 250);
  const of = props.contractNumber === undefined ? { party: props.partyId } : { contract: props.contractNumber };
  const devices = useInfiniteQuery({
    queryKey: keys.deviceList({ ...of, q }),
    queryFn: ({ pageParam }) =>
      listDevices({ ...of, ...(q === '' ? {} : { q }), ...(pageParam === '' ? {} : { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = devices.data?.pages.flatMap((page) => page.items) ?? [];
  const total = devices.data?.pages[0]?.total ?? 0;
  return (
    <section aria-labelledby="devices-title">
      <header className="section-head">
        <h2 id="devices-title">
          {t('device.title')} <span className="num soft">{total}</span>
        </h2>
        {userHasRole(user, 'dispatcher', 'pm', 'manager') && (
          <>
            <SheetActions partyId={props.partyId} kind="devices" />
            <Button size="small" onClick={() => setAdding(true)}>
              {t('device.add')}
            </Button>
          </>
        )}
      </header>
      {(total > 10 || text !== '') && (
        <Input
          allowClear
          value={text}
          placeholder={t('device.search')}
          aria-label={t('device.search')}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {devices.isPending && <LoadingState rows={3} />}
      {devices.isError && <ErrorState error={devices.error} onRetry={() => void devices.refetch()} />}
      {devices.isSuccess && items.length === 0 && (
        <p className="soft">{q === '' ? t('device.none') : t('search.none', { text: q })}</p>
      )}
      <ul className="plain-list">
        {items.map((device) => (
          <li key={device.id}>
            <div>
              <p>
                <Link to={`/devices/${encodeURIComponent(device.serialNumber)}`}>{device.name}</Link>{' '}
                <span className="soft">{device.model}</span>
              </p>
              <p className="soft">
                <span className="num">{device.serialNumber}</span> · {device.siteName} ·{' '}
                {t(`deviceStatus.${device.status}`)}
                {device.firmware !== '' && ` · ${device.firmware}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {devices.hasNextPage && (
        <Button size="small" loading={devices.isFetchingNextPage} onClick={() => void devices.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
      {adding && (
        <DeviceForm
          partyId={props.partyId}
          sites={props.sites}
          {...(props.contractNumber === undefined ? {} : { contractNumber: props.contractNumber })}
          onClose={() => setAdding(false)}
          onSaved={(file) => void navigate(`/devices/${encodeURIComponent(file.serialNumber)}`)}
        />
      )}
    </section>
  );
}
