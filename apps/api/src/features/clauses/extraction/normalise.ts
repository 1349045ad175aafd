import { Converter } from 'opencc-js/t2cn';

/** Text in the form the rules read, with the way back to the original. */
export interface NormalText {
  readonly text: string;
  /** Offset in the original for every offset of `text`; one more entry for its end. */
  readonly origin: readonly number[];
}

const toSimplified: (text: string) => string = Converter({ from: 't', to: 'cn' });
const simple = new Map<string, string>();
/** Pronunciations that some converters put behind characters: `優(yōu)質(zhì)`. */
const PINYIN = /^\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňɑ]{1,6}\)/u;
const HAN = /\p{Script=Han}/u;
/** Characters that mean the same to every rule. */
const SAME: Readonly<Record<string, string>> = {
  '，': ',',
  '、': '、',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
  '～': '~',
  '—': '-',
  '–': '-',
  '－': '-',
  '×': 'x',
  '＊': 'x',
  '*': 'x',
  '％': '%',
  '／': '/',
  旳: '的',
  後: '后',
  裡: '里',
  '\u00a0': ' ',
  '\u3000': ' ',
};

/**
 * Full-width to half-width, traditional to simplified, injected pronunciations and spaces between Chinese characters
 * dropped. Every character keeps its place in the original.
 */
export function normalise(original: string): NormalText {
  const out: string[] = [];
  const origin: number[] = [];
  for (let at = 0; at < original.length;) {
    const pinyin = HAN.test(original[at - 1] ?? '') ? PINYIN.exec(original.slice(at, at + 8)) : null;
    if (pinyin) {
      at += pinyin[0].length;
      continue;
    }
    const char = original[at] ?? '';
    if (/[ \t\u3000\u00a0]/.test(char) && isGap(original, at)) {
      at += 1;
      continue;
    }
    out.push(simplified(halfWidth(char)));
    origin.push(at);
    at += 1;
  }
  origin.push(original.length);
  return { text: out.join(''), origin };
}

/** Blanks between two Chinese characters, or between a figure and a Chinese character, say nothing. Tabs part cells. */
function isGap(text: string, at: number): boolean {
  if (text[at] === '\t') return false;
  const before = /[^ ]/.exec([...text.slice(Math.max(0, at - 4), at)].reverse().join(''))?.[0] ?? '';
  const after = /[^ \u3000\u00a0]/.exec(text.slice(at, at + 4))?.[0] ?? '';
  const tight = (char: string): boolean => HAN.test(char) || /[\d.,，。:：;；()（）-]/.test(char);
  return tight(before) && tight(after) && (HAN.test(before) || HAN.test(after));
}

function halfWidth(char: string): string {
  const same = SAME[char];
  if (same !== undefined) return same;
  const code = char.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char;
}

function simplified(char: string): string {
  if (!HAN.test(char)) return char;
  const known = simple.get(char);
  if (known !== undefined) return known;
  const converted = toSimplified(char);
  const one = converted.length === char.length ? converted : char;
  simple.set(char, one);
  return one;
}
