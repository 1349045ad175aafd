import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readText } from './extraction/index.js';
import { linesOfHtml, textOfFile } from './file-text.js';

const file = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`./extraction/fixtures/${name}`, import.meta.url)));
const promises = (text: string): string[] =>
  readText(text).clauses.map((one) =>
    [one.severity, one.metric, one.max, one.unit].filter((p) => p !== null).join(' '),
  );

describe('the text of a file', () => {
  it('given a Word file with a table, when read, then rows keep their cells and the promises are found', async () => {
    const text = await textOfFile(file('commitment.docx'));
    expect(text.split('\n')).toContain('一级故障\t10分钟\t4小时');
    expect(promises(text)).toEqual([
      '重大故障 onsite_arrival 2 h',
      '一级故障 respond 10 min',
      '一级故障 resolve 4 h',
      '二级故障 respond 30 min',
      '二级故障 resolve 1 d',
    ]);
  });

  it('given a PDF, when read, then its sentences are there', async () => {
    expect(promises(await textOfFile(file('commitment.pdf')))).toEqual([
      '重大故障 onsite_arrival 2 h',
      'fault_analysis_report 3 d',
    ]);
  });

  it('given plain text in UTF-8 or GB 18030, when read, then it is the same', async () => {
    const gb18030 = Uint8Array.from([0x32, 0xd0, 0xa1, 0xca, 0xb1, 0xc4, 0xda, 0xcf, 0xec, 0xd3, 0xa6]);
    expect(await textOfFile(gb18030)).toBe('2小时内响应');
    expect(await textOfFile(new TextEncoder().encode('2小时内响应'))).toBe('2小时内响应');
  });

  it('given a picture, a broken PDF, nothing, or far too much, when read, then each is refused with its reason', async () => {
    const png = Uint8Array.from(
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    );
    await expect(textOfFile(png)).rejects.toMatchObject({ code: 'CLAUSE_FILE_KIND' });
    await expect(textOfFile(new TextEncoder().encode('%PDF-1.7\nbroken'))).rejects.toMatchObject({
      code: 'CLAUSE_FILE_UNREADABLE',
    });
    await expect(textOfFile(new Uint8Array())).rejects.toMatchObject({ code: 'CLAUSE_FILE_EMPTY' });
    await expect(textOfFile(new TextEncoder().encode('字'.repeat(500_001)))).rejects.toMatchObject({
      code: 'CLAUSE_TEXT_TOO_LONG',
    });
  });

  it('given nested paragraphs in a cell, when flattened, then the cell stays one', () => {
    expect(linesOfHtml('<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table><p>d<br/>e</p>')).toBe(
      'a b\tc\nd\ne',
    );
  });
});
