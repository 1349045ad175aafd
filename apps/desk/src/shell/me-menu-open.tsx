import { currentLanguage, useSession, useTheme, useUser } from '@pledge/web';
import { Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { MeButton } from './me-button.js';

/** The person's menu, open at once: language, light or dark, absence, password, logout. Fetched when it is asked for. */
export function MeMenuOpen(): React.JSX.Element {
  const { t } = useTranslation();
  const session = useSession();
  const user = useUser();
  const { mode, setMode } = useTheme();
  const navigate = useNavigate();
  const [open, setOpen] = useState(true);
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en';
  return (
    <Dropdown
      trigger={['click']}
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: 'who',
            label: `${user.displayName} · ${user.roles.map((role) => t(`roles.${role}`)).join(' / ')}`,
            disabled: true,
          },
          { type: 'divider' },
          { key: 'language', label: other === 'en' ? 'English' : '中文' },
          { key: 'theme', label: mode === 'dark' ? t('shell.light') : t('shell.dark') },
          ...(user.side === 'provider' ? [{ key: 'absence', label: t('absence.title') }] : []),
          { key: 'password', label: t('password.title') },
          { type: 'divider' },
          { key: 'logout', label: t('shell.logout') },
        ],
        onClick: ({ key }) => {
          if (key === 'language') void session.setLanguage(other);
          else if (key === 'theme') setMode(mode === 'dark' ? 'light' : 'dark');
          else if (key === 'absence') void navigate('/absence');
          else if (key === 'password') void navigate('/change-password');
          else if (key === 'logout') void session.logout();
        },
      }}
    >
      <MeButton autoFocus aria-expanded={open} />
    </Dropdown>
  );
}
