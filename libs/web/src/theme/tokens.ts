/** `light` is the default; `dark` wears the same names. */
export type ThemeMode = 'light' | 'dark';

/**
 * The one palette of both web apps (docs: "Colour means time"). `warn`, `breach` and `met` speak of time only; `accent` means
 * "you can act here"; everything else is ink, line or surface. Form errors are ink with a sign, never red.
 */
export interface Palette {
  readonly bg: string;
  readonly surface: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textSoft: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  readonly run: string;
  readonly runFill: string;
  readonly warn: string;
  readonly warnFill: string;
  readonly warnSoft: string;
  readonly breach: string;
  readonly breachFill: string;
  readonly breachSoft: string;
  readonly met: string;
  readonly metFill: string;
  readonly metSoft: string;
  readonly hatch: string;
}

export const palettes: Readonly<Record<ThemeMode, Palette>> = {
  light: {
    bg: '#f4f5f7',
    surface: '#ffffff',
    sunken: '#eef0f3',
    line: '#dde1e6',
    lineStrong: '#9aa3af',
    text: '#1a1f26',
    textSoft: '#575f6b',
    accent: '#17407a',
    accentHover: '#21569f',
    accentSoft: '#e8eef7',
    onAccent: '#ffffff',
    run: '#3d4856',
    runFill: '#76818f',
    warn: '#8a4f00',
    warnFill: '#d98c14',
    warnSoft: '#fdf2dd',
    breach: '#b3221a',
    breachFill: '#c9352b',
    breachSoft: '#fceae8',
    met: '#1b673a',
    metFill: '#2f8a55',
    metSoft: '#e6f4ec',
    hatch: '#b4bac3',
  },
  dark: {
    bg: '#12161b',
    surface: '#1a1f26',
    sunken: '#222932',
    line: '#313a45',
    lineStrong: '#697482',
    text: '#e7eaee',
    textSoft: '#a5aeba',
    accent: '#8db4ec',
    accentHover: '#aac8f3',
    accentSoft: '#21324a',
    onAccent: '#10151b',
    run: '#c3cad3',
    runFill: '#828d9b',
    warn: '#f0b254',
    warnFill: '#d98c14',
    warnSoft: '#3a2c12',
    breach: '#ff9188',
    breachFill: '#d64a40',
    breachSoft: '#40201e',
    met: '#74cf9c',
    metFill: '#2f8a55',
    metSoft: '#17342379',
    hatch: '#5b6572',
  },
};

/** System stack with the Chinese faces named; nothing is fetched. */
export const fontFamily =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', Roboto, sans-serif";

/** One radius in px, everywhere. */
export const radius = 4;
