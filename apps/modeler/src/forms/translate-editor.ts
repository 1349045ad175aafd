import { zhTexts } from './zh-texts.js';

/** Parts of the editor that carry its own words; what a form says itself is never touched. */
const OWN = '.fjs-palette-container, .fjs-properties-container, .fjs-empty-editor, .bio-properties-panel';
const NAMES = ['placeholder', 'title', 'aria-label', 'data-title'];

/**
 * Puts Chinese in place of form-js' fixed English words, now and whenever the editor draws; it has no translation of its
 * own. The returned function stops.
 */
export function translateEditor(host: HTMLElement): () => void {
  const reword = (text: string): string | undefined => zhTexts[text.trim()];
  const pass = (): void => {
    for (const part of host.querySelectorAll(OWN)) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement?.closest('textarea, .cm-editor')) continue;
        const text = reword(node.nodeValue ?? '');
        if (text !== undefined && text !== node.nodeValue) node.nodeValue = text;
      }
      for (const element of part.querySelectorAll(NAMES.map((name) => `[${name}]`).join(',')))
        for (const name of NAMES) {
          const text = reword(element.getAttribute(name) ?? '');
          if (text !== undefined) element.setAttribute(name, text);
        }
    }
  };
  pass();
  const watch = new MutationObserver(pass);
  watch.observe(host, { childList: true, subtree: true, characterData: true });
  return () => watch.disconnect();
}
