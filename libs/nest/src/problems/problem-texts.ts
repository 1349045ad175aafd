import type { Language, ProblemText, ProblemTexts } from '@pledge/contracts';
import type { Problem, ProblemKind } from '@pledge/runtime';
import { platformProblems } from './platform.problems.js';

const FALLBACKS: Record<ProblemKind, ProblemText> = {
  'not-found': platformProblems.KIND_NOT_FOUND,
  conflict: platformProblems.KIND_CONFLICT,
  invalid: platformProblems.KIND_INVALID,
  forbidden: platformProblems.KIND_FORBIDDEN,
  'too-large': platformProblems.KIND_TOO_LARGE,
  unavailable: platformProblems.KIND_UNAVAILABLE,
};

/** Short titles by status (RFC 9457: `title` does not change from occurrence to occurrence). */
const TITLES: Readonly<Record<number, ProblemText>> = {
  400: { zh: '请求有误', en: 'Bad request' },
  401: { zh: '未登录', en: 'Not signed in' },
  403: { zh: '无权限', en: 'Not allowed' },
  404: { zh: '未找到', en: 'Not found' },
  405: { zh: '方法不支持', en: 'Method not allowed' },
  409: { zh: '状态冲突', en: 'Conflict' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '类型不支持', en: 'Unsupported type' },
  422: { zh: '内容无效', en: 'Not valid' },
  429: { zh: '过于频繁', en: 'Too many requests' },
  500: { zh: '内部错误', en: 'Internal error' },
  503: { zh: '暂不可用', en: 'Not available' },
};

/** All problem texts of the product, collected once at start. */
export class ProblemCatalogue {
  private readonly texts = new Map<string, ProblemText>(Object.entries(platformProblems));

  /** @throws Error when two features give the same code different texts. */
  constructor(collections: readonly ProblemTexts[]) {
    for (const collection of collections) {
      for (const [code, text] of Object.entries(collection)) {
        const known = this.texts.get(code);
        if (known && (known.zh !== text.zh || known.en !== text.en)) {
          throw new Error(`problem code ${code} has two texts: "${known.en}" and "${text.en}"; rename one`);
        }
        this.texts.set(code, text);
      }
    }
  }

  has(code: string): boolean {
    return this.texts.has(code);
  }

  title(status: number, language: Language): string {
    return pick(TITLES[status] ?? { zh: '错误', en: 'Error' }, language);
  }

  /** The problem's own text with its params filled in, else a general one of its kind. */
  detail(problem: Pick<Problem, 'code' | 'kind' | 'params'>, language: Language): string {
    const text = this.texts.get(problem.code) ?? FALLBACKS[problem.kind];
    const params: Record<string, string | number> = { code: problem.code, ...problem.params };
    return pick(text, language).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
  }
}

/** The text in the reader's language. */
export function pick(text: ProblemText, language: Language): string {
  return language === 'en' ? text.en : text.zh;
}

/**
 * Language of an answer: what `Accept-Language` prefers among ours, else the person's, else Chinese. The web apps send
 * the language they show, so that it wins over the browser's.
 */
export function languageOf(acceptLanguage: string | undefined, sessionLanguage: Language | undefined): Language {
  let best: { language: Language; weight: number } | undefined;
  for (const part of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language: Language | undefined = tag.startsWith('zh') ? 'zh-CN' : tag.startsWith('en') ? 'en' : undefined;
    if (!language) continue;
    const q = parameters
      .map((parameter) => /^\s*q=([0-9.]+)$/.exec(parameter)?.[1])
      .find((value) => value !== undefined);
    const weight = q === undefined ? 1 : Number(q);
    if (weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? sessionLanguage ?? 'zh-CN';
}
