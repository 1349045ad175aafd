import { describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printContent } from '../print/print-content.js';
import { compileTemplate, TemplateError } from './compile.js';
import { durationInWords } from './helpers.js';
import { TemplateCatalog } from './template-catalog.js';

const html = (source: string, data: Record<string, unknown> = {}): string =>
  compileTemplate('x.hbs', source, 'html')(data);

describe('bad templates', () => {
  it.each([
    ['{{{a}}}', 'unescaped'],
    ['{{&a}}', 'unescaped'],
    ['{{#if a}}{{{b}}}{{/if}}', 'unescaped'],
    ['{{> partial}}', 'PartialStatement'],
    ['{{shout a}}', 'unknown helper "shout"'],
    ['{{#shout}}x{{/shout}}', 'unknown helper "shout"'],
    ['{{eq (shout a) 1}}', 'unknown helper "shout"'],
    ['{{log a}}', 'unknown helper "log"'],
    ['{{a.constructor}}', '"constructor"'],
    ['{{lookup a.__proto__ "x"}}', '"__proto__"'],
    ['{{#if a}}', 'Parse error'],
  ])('given %s, then loading refuses it and says why', (source, reason) => {
    expect(() => compileTemplate('x.hbs', source, 'html')).toThrow(TemplateError);
    expect(() => compileTemplate('x.hbs', source, 'html')).toThrow(reason);
  });

  it('given a value that is missing, then filling is refused and names it', () => {
    expect(() => html('{{a.b}}', { a: {} })).toThrow(/"b" not defined/);
  });

  it('given data with a prototype, then only its own values can be read', () => {
    expect(html('{{lookup a key}}|{{a.toString}}', { a: new Date(0), key: 'getTime' })).toBe('|');
    expect(html('{{lookup a key}}', { a: { ok: 1 }, key: 'constructor' })).toBe('');
  });

  it.each([
    ['<script>1</script>', '<script>'],
    ['<p onclick="x()">a</p>', '<p onclick>'],
    ['<iframe></iframe>', '<iframe>'],
    ['<img src="https://example.com/a.png">', 'only data:image'],
    ['<img src="/etc/passwd">', 'only data:image'],
    ['<p><table><tr><td>a</td></tr></table></p><div>b</div>', '<div>'],
    ['<table><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></table>', 'columns in a <table>'],
    ['<table columns="1em"><tr><td>a</td></tr></table>', 'millimetres'],
    ['<signature-box></signature-box>', 'needs a label'],
    ['<ul><p>a</p></ul>', '<p> may not stand directly inside <ul>'],
  ])('given the HTML %s, then the error names the tag', (source, reason) => {
    expect(() => printContent('x.hbs', source)).toThrow(reason);
  });

  it('given a folder with a template of one half only, then the catalogue does not load', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pledge-templates-'));
    mkdirSync(join(folder, 'half'));
    writeFileSync(join(folder, 'half', 'print.hbs'), '<p>a</p>');
    expect(() => new TemplateCatalog(folder)).toThrow('half/sample.json');
    writeFileSync(join(folder, 'half', 'sample.json'), '{}');
    expect(() => new TemplateCatalog(folder)).toThrow('print.hbs and page.json belong together');
    writeFileSync(join(folder, 'half', 'page.json'), '{"version":1,"colour":"red"}');
    expect(() => new TemplateCatalog(folder)).toThrow('half/page.json');
    rmSync(folder, { recursive: true });
  });
});

describe('helpers', () => {
  it('given an instant, then it is written in the zone of the data', () => {
    expect(html('{{formatTime at}} {{formatDate at}}', { at: '2026-11-22T16:30:00Z', zone: 'Asia/Shanghai' })).toBe(
      '2026-11-23 00:30 2026-11-23',
    );
    expect(html('{{formatTime at "HH:mm"}}', { at: 0, zone: 'UTC' })).toBe('00:00');
    expect(html('{{formatTime at}}', { at: null })).toBe('');
    expect(() => html('{{formatTime at}}', { at: 'tomorrow' })).toThrow('not a time');
  });

  it('given durations, then words of both languages come out', () => {
    expect(durationInWords('PT51H', 'zh-CN')).toBe('2 天 3 小时');
    expect(durationInWords(3_660_000, 'en')).toBe('1 hour 1 minute');
    expect(durationInWords(5_000, 'zh-CN')).toBe('5 秒');
  });

  it('given a code, then its label is found, and an unknown code is an error', () => {
    const labels = { satisfaction: { satisfied: '满意' } };
    expect(html('{{label "satisfaction" code}}', { labels, code: 'satisfied' })).toBe('满意');
    expect(() => html('{{label "satisfaction" code}}', { labels, code: 'great' })).toThrow('no label for "great"');
  });
});
