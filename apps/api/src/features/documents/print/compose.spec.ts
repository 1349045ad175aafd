import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../project-root.js';
import { TemplateError } from '../templating/compile.js';
import { TemplateCatalog } from '../templating/template-catalog.js';
import { compose } from './compose.js';
import { MissingGlyphError, PdfRenderer, RenderFailedError } from './pdf-renderer.js';

// Fonts of 10 MB each are read and laid out on machines with two busy cores.
jest.setTimeout(180_000);
const catalog = new TemplateCatalog(join(projectRoot(), 'templates'));
const renderer = new PdfRenderer();
const folder = mkdtempSync(join(tmpdir(), 'pledge-paper-'));
const keep = process.env['PAPER_OUT'];

afterAll(async () => {
  await renderer.close();
  rmSync(folder, { recursive: true });
});

const sampleOf = (name: string): Record<string, unknown> => {
  const template = catalog.find(name, 'zh-CN');
  if (!template) throw new Error(name);
  return { ...template.sample };
};
const request = (template: string, data: Record<string, unknown>, mode: 'live' | 'drill' = 'live') => ({
  template,
  language: 'zh-CN' as const,
  number: 'GD-2026-0117-FX01',
  createdAt: Date.UTC(2026, 10, 22, 8, 5),
  url: 'https://pledge.example/cases/GD-2026-0117',
  mode,
  data,
});
/** Text of the PDF as a reader finds it (poppler). */
function textOf(bytes: Buffer, name: string): string {
  const path = join(keep ?? folder, `${name}.pdf`);
  writeFileSync(path, bytes);
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}

describe('documents from templates', () => {
  it.each(
    catalog
      .all()
      .filter((template) => template.print)
      .map((template) => [`${template.name}/${template.language}`, template] as const),
  )(
    'given the sample of %s, when it is rendered, then it is an A4 PDF with number and page numbers',
    async (_title, template) => {
      const { bytes, title } = await compose(catalog, renderer, {
        ...request(template.name, template.sample),
        language: template.language,
      });
      const text = textOf(bytes, `${template.name}-${template.language}`);
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(text).toContain('GD-2026-0117-FX01');
      expect(text.replace(/\s+/g, '')).toMatch(/第1页共\d页|Page1of\d/);
      // A roster, an emergency, a drill, a notice and a key period belong to no case: what they have of their own names them.
      const { roster, emergency, drillNumber, written, period } = template.sample as {
        roster?: { from: string };
        emergency?: { number: string };
        drillNumber?: string;
        written?: { number: string };
        period?: { name: string };
      };
      const own = roster?.from ?? emergency?.number ?? drillNumber ?? written?.number ?? period?.name;
      expect(title).toContain(own ?? 'GD-2026-0117');
      const info = execFileSync('pdfinfo', [join(keep ?? folder, `${template.name}-${template.language}.pdf`)], {
        encoding: 'utf8',
      });
      expect(info).toContain('(A4)');
      expect(info).toMatch(/JavaScript:\s+no/);
    },
  );

  it('given a fault analysis report, then cause, process and prevention stand under their headings (S4-07) with the labels of the contract', async () => {
    const { bytes } = await compose(
      catalog,
      renderer,
      request('fault-analysis-report', sampleOf('fault-analysis-report')),
    );
    const text = textOf(bytes, 'report').replace(/\s+/g, '');
    expect(text).toMatch(/故障原因分析.*ECC.*故障解决过程.*更换故障主控板.*预防措施.*月度巡检表/);
    expect(text).toContain('乙方编制人');
    expect(text).toContain('2026-11-2209:12故障发生');
  });

  it('given a drill, then every page says 演练', async () => {
    const { bytes } = await compose(catalog, renderer, request('service-form', sampleOf('service-form'), 'drill'));
    const live = await compose(catalog, renderer, request('service-form', sampleOf('service-form')));
    // The watermark is turned, so that its two letters lie on different lines of the extracted text.
    expect(textOf(bytes, 'drill').match(/[演练]/g)).toHaveLength(2);
    expect(textOf(live.bytes, 'live').match(/[演练]/g)).toBeNull();
  });

  it('given the same data twice, then the bytes are the same', async () => {
    const a = await compose(catalog, renderer, request('service-form', sampleOf('service-form')));
    const b = await compose(catalog, renderer, request('service-form', sampleOf('service-form')));
    expect(a.bytes.equals(b.bytes)).toBe(true);
  });

  it.each([
    ['😀', 'U+1F600'],
    ['𠮻', 'U+20BBB'],
  ])('given %s, which the fonts cannot print, then the error names it', async (character, code) => {
    const data = sampleOf('fault-analysis-report');
    data['author'] = `张${character}`;
    const result = compose(catalog, renderer, request('fault-analysis-report', data));
    await expect(result).rejects.toBeInstanceOf(MissingGlyphError);
    await expect(result).rejects.toMatchObject({ character, code });
  });

  it('given a value that the template needs and the data lacks, then it is refused and not printed empty', async () => {
    const data = sampleOf('service-form');
    delete data['service'];
    await expect(compose(catalog, renderer, request('service-form', data))).rejects.toBeInstanceOf(TemplateError);
  });

  it('given text that looks like markup, then it is printed as text', async () => {
    const data = sampleOf('fault-analysis-report');
    data['author'] = '<script>alert(1)</script>';
    const { bytes } = await compose(catalog, renderer, request('fault-analysis-report', data));
    expect(textOf(bytes, 'markup').replace(/\s+/g, '')).toContain('<script>alert(1)</script>');
  });

  it('given layout that takes too long, then it is ended and the next document is rendered', async () => {
    const impatient = new PdfRenderer(1);
    const page = {
      title: '',
      header: '',
      numberLabel: '',
      number: '',
      qr: '',
      footer: '',
      pageNumbers: '',
      watermark: '',
      orientation: 'portrait',
      language: 'zh-CN',
      createdAt: 0,
    } as const;
    await expect(impatient.render([{ text: '一' }], page)).rejects.toBeInstanceOf(RenderFailedError);
    await impatient.close();
    expect((await renderer.render([{ text: '一' }], page)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
