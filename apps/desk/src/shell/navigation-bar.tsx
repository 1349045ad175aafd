import { usePhone } from '@pledge/web';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import type { NavigationItem } from './navigation.js';

/** Doors at the thumb: more do not fit a phone in both languages. */
const AT_THE_THUMB = 4;

/** The doors of a person: a rail; on a phone a bar at the thumb whose last place opens the rest. */
export function NavigationBar({ items }: { readonly items: readonly NavigationItem[] }): React.JSX.Element {
  const { t } = useTranslation();
  const phone = usePhone();
  const direct = phone && items.length > AT_THE_THUMB + 1 ? items.slice(0, AT_THE_THUMB) : items;
  const rest = items.slice(direct.length);
  return (
    <nav className="rail" aria-label={t('shell.navigation')}>
      {direct.map((item) => (
        <Door key={item.to} item={item} />
      ))}
      {rest.length > 0 && <MoreDoors items={rest} />}
    </nav>
  );
}

function Door({ item }: { readonly item: NavigationItem }): React.JSX.Element {
  const { t } = useTranslation();
  if (item.external === true) return <a href={item.to}>{t(`nav.${item.key}`)}</a>;
  return <NavLink to={item.to}>{t(`nav.${item.key}`)}</NavLink>;
}

function MoreDoors({ items }: { readonly items: readonly NavigationItem[] }): React.JSX.Element {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    if (!open) return;
    const close = (event: Event): void => {
      const away =
        event instanceof KeyboardEvent ? event.key === 'Escape' : !place.current?.contains(event.target as Node);
      if (away) setOpen(false);
    };
    addEventListener('keydown', close);
    addEventListener('pointerdown', close);
    return () => {
      removeEventListener('keydown', close);
      removeEventListener('pointerdown', close);
    };
  }, [open]);
  const here = items.find((item) => pathname.startsWith(item.to));
  return (
    <div className="more-doors" ref={place}>
      <button type="button" aria-expanded={open} data-here={here !== undefined} onClick={() => setOpen(!open)}>
        {here ? t(`nav.${here.key}`) : t('shell.more')}
      </button>
      {open && (
        <div className="more-doors-list">
          {items.map((item) => (
            <Door key={item.to} item={item} />
          ))}
        </div>
      )}
    </div>
  );
}
