import { theme as antdTheme, type ThemeConfig } from 'antd';
import { fontFamily, palettes, radius, type ThemeMode } from './tokens.js';

/**
 * antd's tokens from ours: one accent, hairlines, one radius, no shadow except on what floats. Status colours of antd
 * (error, warning, success) are ink or accent, because amber, red and green speak of time only.
 * @param fontSize base size in px: 14 on a desktop, 16 on a phone
 */
export function antdThemeFor(mode: ThemeMode, fontSize: 14 | 16 = 14, motion = true): ThemeConfig {
  const p = palettes[mode];
  const control = fontSize === 16 ? 44 : 34;
  return {
    algorithm: mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      motion,
      fontFamily,
      fontSize,
      controlHeight: control,
      controlHeightSM: fontSize === 16 ? 36 : 28,
      controlHeightLG: fontSize === 16 ? 50 : 42,
      borderRadius: radius,
      borderRadiusLG: radius,
      borderRadiusSM: radius,
      borderRadiusXS: radius,
      colorPrimary: p.accent,
      colorInfo: p.accent,
      colorLink: p.accent,
      colorLinkHover: p.accentHover,
      colorSuccess: p.accent,
      colorError: p.text,
      colorWarning: p.text,
      colorText: p.text,
      colorTextSecondary: p.textSoft,
      colorTextDescription: p.textSoft,
      colorTextPlaceholder: mode === 'dark' ? '#8791a0' : '#6a7380',
      colorBgLayout: p.bg,
      colorBgContainer: p.surface,
      colorBgElevated: p.surface,
      colorBorder: p.line,
      colorBorderSecondary: p.line,
      colorSplit: p.line,
      boxShadow: '0 4px 16px rgba(16, 24, 40, 0.14)',
      boxShadowSecondary: '0 4px 16px rgba(16, 24, 40, 0.14)',
      boxShadowTertiary: 'none',
      wireframe: false,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: p.onAccent,
        defaultBorderColor: p.lineStrong,
      },
      Input: { activeShadow: `0 0 0 2px ${p.accentSoft}`, errorActiveShadow: `0 0 0 2px ${p.sunken}` },
      Table: { cellPaddingBlock: 9, headerBg: p.surface, headerColor: p.textSoft, headerSplitColor: 'transparent' },
      Tabs: { horizontalMargin: '0' },
    },
  };
}
