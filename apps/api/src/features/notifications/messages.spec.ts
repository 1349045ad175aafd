import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { TemplateCatalog } from '../documents/index.js';
import { projectRoot } from '../documents/project-root.js';
import { messageData } from './message-data.js';
import { message } from './messages.js';

const catalog = new TemplateCatalog(join(projectRoot(), 'templates'));
const NAMES = [
  'new-task',
  'promise-warning',
  'promise-breached',
  'severity-raised',
  'direct-assignment',
  'engineer-appointed',
  'case-closed',
  'report-delivered',
  'task-reminder',
  'service-form-link',
];

describe('messages from templates', () => {
  it.each(NAMES.flatMap((name) => [[name, 'zh-CN'] as const, [name, 'en'] as const]))(
    'given the sample of %s in %s, then subject and text are complete',
    (name, language) => {
      const filled = message(catalog, name, language, catalog.find(name, language)?.sample ?? {}, false);
      expect(filled.language).toBe(language);
      expect(filled.subject).toContain('GD-2026-0117');
      expect(filled.text).toContain('https://pledge.example/');
      expect(filled.text).toContain('核心路由器不可达');
      expect(filled.text).not.toMatch(/\{\{|undefined|null|<|&/);
      if (process.env['PAPER_OUT']) console.log(`${filled.subject}\n${filled.text}`);
    },
  );

  it.each(NAMES)(
    'given %s and nothing known but the recipient, then it still can be written: silence would be worse',
    (name) => {
      const data = messageData(null, {}, { name: '陈强', language: 'zh-CN' }, 'https://pledge.example');
      const needed = {
        'new-task': { task: { name: '受理' } },
        'promise-warning': { promise: { metricName: '到场', clause: '', dueAt: null } },
      } as Record<string, object>;
      needed['promise-breached'] = needed['promise-warning'] ?? {};
      expect(message(catalog, name, 'zh-CN', { ...data, ...needed[name] }, false).text).toContain('陈强');
    },
  );

  it('given a drill, then subject and text say so in both languages', () => {
    const sample = catalog.find('new-task', 'en')?.sample ?? {};
    expect(message(catalog, 'new-task', 'zh-CN', sample, true)).toMatchObject({
      subject: expect.stringMatching(/^【演练】/),
      text: expect.stringMatching(/^这是演练/),
    });
    expect(message(catalog, 'new-task', 'en', sample, true)).toMatchObject({
      subject: expect.stringMatching(/^\[DRILL\]/),
      text: expect.stringMatching(/^This is a drill/),
    });
  });

  it('given a title with markup and line ends, then the mail shows it as text and the subject stays one line', () => {
    const sample = { ...catalog.find('new-task', 'zh-CN')?.sample, task: { name: '<b>x</b>\r\nBcc: a@b' } };
    const filled = message(catalog, 'new-task', 'zh-CN', sample, false);
    expect(filled.html).toContain('&lt;b&gt;x');
    expect(filled.subject).not.toMatch(/[\r\n]/);
    expect(filled.text).toContain('<b>x</b>');
  });
});
