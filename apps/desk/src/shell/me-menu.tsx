import { currentLanguage, useSession, useTheme, useUser } from '@pledge/web';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

/** The person: language, light or dark, password, logout. */
export function MeMenu(): React.JSX.Element {
  const { t } = useTranslation();
  const session = useSession();
  const user = useUser();
  const { mode, setMode } = useTheme();
  const navigate = useNavigate();
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en';
  return (
    <Dropdown
      trigger={['click']}
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
          { key: 'password', label: t('password.title') },
          { type: 'divider' },
          { key: 'logout', label: t('shell.logout') },
        ],
        onClick: ({ key }) => {
          if (key === 'language') void session.setLanguage(other);
          else if (key === 'theme') setMode(mode === 'dark' ? 'light' : 'dark');
          else if (key === 'password') void navigate('/change-password');
          else if (key === 'logout') void session.logout();
        },
      }}
    >
      <Button type="text" className="me-button" aria-label={t('shell.me', { name: user.displayName })}>
        <span className="me-name">{user.displayName}</span>
      </Button>
    </Dropdown>
  );
}
