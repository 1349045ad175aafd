import { fontFamily, palettes, radius, type ThemeMode } from './tokens.js';

const storageKey = 'pledge.theme';

/** The remembered mode of this browser; light when none was chosen. */
export function rememberedTheme(): ThemeMode {
  return globalThis.localStorage?.getItem(storageKey) === 'dark' ? 'dark' : 'light';
}

/** Writes the palette as CSS variables (`--p-accent` …) on the root element, so that plain CSS and antd agree, and remembers it. */
export function applyTheme(mode: ThemeMode): void {
  const root = document.documentElement;
  root.dataset['theme'] = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(palettes[mode]))
    root.style.setProperty(`--p-${kebab(name)}`, value as string);
  root.style.setProperty('--p-font', fontFamily);
  root.style.setProperty('--p-radius', `${radius}px`);
  globalThis.localStorage?.setItem(storageKey, mode);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
