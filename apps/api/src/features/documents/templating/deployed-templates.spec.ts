import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { engineUnderTest, refusal } from '../../../../../../libs/testing/src/engine-under-test.js';
import { projectRoot } from '../project-root.js';
import { checkTemplate } from './check-template.js';
import { TemplateCatalog } from './template-catalog.js';

const files = (name: string, texts: Record<string, string>) =>
  Object.entries(texts).map(([file, content]) => ({ name: `templates/${name}/${file}`, content }));

function underTest(checked = true) {
  const { engine } = engineUnderTest(undefined, checked ? { checkTemplate } : {});
  const catalog = new TemplateCatalog(join(projectRoot(), 'templates'), () => engine.listResources('template'));
  const deploy = (source: 'shipped' | 'administrator', resources: { name: string; content: string }[]) =>
    engine.deploy({ name: 'templates', resources, source, deployedBy: 'admin' });
  const subject = async (name: string, language: 'zh-CN' | 'en' = 'zh-CN') => {
    await catalog.refresh();
    return catalog.find(name, language)?.subject?.({ who: '王工' });
  };
  return { engine, catalog, deploy, subject };
}
const hello = (subject: string): Record<string, string> => ({
  'subject.hbs': subject,
  'body.hbs': '<p>{{who}}</p>',
  'sample.json': '{"who":"王工"}',
});

describe('deployed templates', () => {
  it('given nothing deployed, when a template is asked for, then the shipped one answers', async () => {
    const { catalog } = underTest();
    await catalog.refresh();
    expect(catalog.find('new-task', 'en')?.language).toBe('en');
    expect(catalog.find('nobody-knows', 'en')).toBeNull();
  });

  it('given a shipped template that an administrator changed, when it is used, then the newest version answers, in every language', async () => {
    const { deploy, subject } = underTest();
    await deploy('shipped', files('new-task', hello('出厂 {{who}}')));
    expect(await subject('new-task')).toBe('出厂 王工');
    await deploy(
      'administrator',
      files('new-task', { ...hello('改过 {{who}}'), 'en/subject.hbs': 'Changed', 'en/body.hbs': '<p>x</p>' }),
    );
    expect(await subject('new-task')).toBe('改过 王工');
    expect(await subject('new-task', 'en')).toBe('Changed');
    await deploy('administrator', files('new-task', hello('再改 {{who}}')));
    expect(await subject('new-task')).toBe('再改 王工');
    // The new version has no English: Chinese stands in, not the shipped English text.
    expect(await subject('new-task', 'en')).toBe('再改 王工');
  });

  it('given a newer shipped file, when an administrator made the newest version, then it stays the administrator’s (D9)', async () => {
    const { deploy, subject } = underTest();
    await deploy('administrator', files('new-task', hello('我们的 {{who}}')));
    const { findings } = await deploy('shipped', files('new-task', hello('新出厂 {{who}}')));
    expect(findings.map((finding) => finding.rule)).toEqual(['shipped-version-available']);
    expect(await subject('new-task')).toBe('我们的 王工');
  });

  it('given a template of a new name, when it is deployed, then it can be used', async () => {
    const { deploy, subject } = underTest();
    await deploy('administrator', files('our-own', hello('自制 {{who}}')));
    expect(await subject('our-own')).toBe('自制 王工');
  });

  it.each([
    ['{{{who}}}', 'unescaped'],
    ['{{shout who}}', 'unknown helper'],
  ])(
    'given %s in a file, when it is deployed, then it is refused with the file and the reason',
    async (bad, reason) => {
      const { deploy, subject } = underTest();
      await deploy('administrator', files('new-task', hello('好 {{who}}')));
      const problem = await refusal(deploy('administrator', files('new-task', { ...hello('x'), 'body.hbs': bad })));
      expect(problem.code).toBe('DEPLOYMENT_INVALID');
      expect(problem.errors[0]).toMatchObject({ resource: 'new-task/body.hbs', rule: 'template/invalid' });
      expect(JSON.stringify(problem.errors)).toContain(reason);
      expect(await subject('new-task')).toBe('好 王工');
    },
  );

  it('given a template without a sample, when it is deployed, then it is refused', async () => {
    const { deploy } = underTest();
    const { 'sample.json': _sample, ...rest } = hello('x');
    const problem = await refusal(deploy('administrator', files('new-task', rest)));
    expect(problem.errors[0]).toMatchObject({ resource: 'new-task/sample.json' });
  });

  it('given a bad template that an older build stored, when it is used, then it says why, and others go on', async () => {
    const { deploy, subject } = underTest(false);
    await deploy('administrator', files('new-task', { ...hello('x'), 'body.hbs': '{{{who}}}' }));
    await deploy('administrator', files('our-own', hello('自制 {{who}}')));
    await expect(subject('new-task')).rejects.toThrow('new-task/body.hbs: unescaped output');
    expect(await subject('our-own')).toBe('自制 王工');
  });
});
