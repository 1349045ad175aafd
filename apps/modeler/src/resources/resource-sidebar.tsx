import { STUDIO_KINDS, type StudioResource } from '@pledge/contracts';
import { formatInstant, serverNow, useMedia } from '@pledge/web';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useResources } from '../api/studio.js';
import { addressOf } from '../studio/kinds.js';

const remembered = 'pledge.studio.list';

/** The list of all resources beside an open editor; folded away where the window is narrow or nobody wants it. */
export function ResourceSidebar(): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const wide = useMedia('(min-width: 1100px)');
  const [open, setOpen] = useState(() => localStorage.getItem(remembered) !== 'closed');
  const [text, setText] = useState('');
  const query = useResources();
  if (!wide) return null;
  const toggle = (): void => {
    localStorage.setItem(remembered, open ? 'closed' : 'open');
    setOpen(!open);
  };
  const nameOf = (resource: StudioResource): string => (i18n.language === 'en' ? resource.en : resource.zh);
  const needle = text.trim().toLowerCase();
  const about = (resource: StudioResource): string =>
    resource.draft
      ? t('modeler.list.draftBy', { name: resource.draft.editedByName })
      : resource.deployedAt === null
        ? ''
        : `${resource.source === 'shipped' ? t('modeler.sources.shipped') : (resource.deployedBy ?? '')} ${formatInstant(resource.deployedAt, i18n.language, serverNow())}`;
  return (
    <nav className="sidebar" data-open={open} aria-label={t('modeler.list.title')}>
      <button type="button" className="sidebar-toggle" aria-expanded={open} onClick={toggle}>
        {open ? '‹' : '›'} <span className={open ? '' : 'visually-hidden'}>{t('modeler.list.title')}</span>
      </button>
      {open && (
        <>
          <Input
            allowClear
            size="small"
            value={text}
            aria-label={t('modeler.find')}
            placeholder={t('modeler.find')}
            onChange={(event) => setText(event.target.value)}
          />
          {STUDIO_KINDS.map((kind) => {
            const items = (query.data ?? []).filter(
              (resource) =>
                resource.kind === kind &&
                (needle === '' || `${resource.zh} ${resource.en} ${resource.key}`.toLowerCase().includes(needle)),
            );
            if (items.length === 0) return null;
            return (
              <section key={kind}>
                <h2>{t(`modeler.kinds.${kind}`)}</h2>
                <ul>
                  {items.map((resource) => (
                    <li key={resource.key}>
                      <NavLink to={addressOf(kind, resource.key)} title={about(resource)}>
                        <span className="sidebar-name">{nameOf(resource)}</span>
                        <span className="num soft">
                          {resource.draft ? '• ' : ''}
                          {resource.version === 0 ? '' : `v${resource.version}`}
                        </span>
                        <span className="sidebar-about soft">{about(resource)}</span>
                      </NavLink>
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </>
      )}
    </nav>
  );
}
