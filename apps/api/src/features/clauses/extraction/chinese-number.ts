const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const STEPS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Characters a Chinese numeral is written with; for use in a pattern. */
export const CHINESE_DIGITS = '零〇一二两俩三四五六七八九十百千';

/** `二十四` → 24, `一百二十` → 120, `两` → 2, `36` → 36, `0.5` → 0.5; NaN for anything else. */
export function readNumber(text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (text === '' || ![...text].every((char) => char in DIGITS || char in STEPS)) return Number.NaN;
  if (![...text].some((char) => char in STEPS)) {
    return Number([...text].map((char) => String(DIGITS[char] ?? '')).join(''));
  }
  let sum = 0;
  let digit: number | null = null;
  for (const char of text) {
    const step = STEPS[char];
    if (step === undefined) digit = DIGITS[char] ?? 0;
    else {
      sum += (digit ?? 1) * step;
      digit = null;
    }
  }
  return sum + (digit ?? 0);
}
