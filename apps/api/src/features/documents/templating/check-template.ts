import type { Finding, TemplateCheck } from '@pledge/runtime';
import { TemplateError } from './compile.js';
import { loadTemplates } from './load-template.js';

/** What the catalogue would refuse when it loads the template is refused when somebody deploys it. */
export const checkTemplate: TemplateCheck = ({ key, files }): readonly Finding[] => {
  try {
    loadTemplates(key, files);
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { file, reason } = error;
    return [
      {
        severity: 'error',
        resource: file,
        rule: 'template/invalid',
        message: { zh: `模板不能使用：${reason}`, en: `The template cannot be used: ${reason}` },
      },
    ];
  }
};
