import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readText, type ClauseProposal } from './index.js';
import { mutate } from './seed-mutations.js';
import { compare, truthOf } from './seed-truth.js';

const SEEDS = [0, 1, 2, 3, 4];
const VARIANTS = 40;
const seed = (index: number): string => readFileSync(new URL(`./fixtures/seed-${index}.txt`, import.meta.url), 'utf8');
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const brief = ({ metric, severity, min, max, unit, region, calendar }: ClauseProposal): string =>
  [severity, region, metric, min === null ? max : `${min}-${max}`, unit, calendar].filter((p) => p !== null).join(' ');
const clausesOf = (text: string): string[] => readText(text).clauses.map(brief);

describe('recall and precision against sla-rows.json', () => {
  const lines: string[] = [];

  it.each(SEEDS)(
    'given seed %i, when read as it is and in 40 mutations, then at least 0.9, and mutations within 3 points',
    (index) => {
      const plain = compare(truthOf(index), readText(seed(index)).clauses);
      let [recall, precision] = [0, 0];
      for (let variant = 0; variant < VARIANTS; variant += 1) {
        const mutated = mutate(seed(index), truthOf(index), variant * 7 + index);
        const result = compare(mutated.truth, readText(mutated.text).clauses);
        recall += result.recall / VARIANTS;
        precision += result.precision / VARIANTS;
      }
      lines.push(
        `seed ${index}: ${truthOf(index).length} rows, recall ${percent(plain.recall)}, precision ${percent(plain.precision)}; ` +
          `${VARIANTS} mutations: recall ${percent(recall)}, precision ${percent(precision)}`,
      );
      if (index === 4) console.log(lines.join('\n'));
      expect(plain.recall).toBeGreaterThanOrEqual(0.9);
      expect(plain.precision).toBeGreaterThanOrEqual(0.9);
      expect(recall).toBeGreaterThanOrEqual(plain.recall - 0.03);
      expect(precision).toBeGreaterThanOrEqual(plain.precision - 0.03);
    },
  );

  it('given a reader that learned the five texts by heart, when figures change, then the measure catches it', () => {
    const learned = readText(seed(4)).clauses;
    const mutated = mutate(seed(4), truthOf(4), 5);
    expect(compare(truthOf(4), learned).recall).toBe(1);
    expect(compare(mutated.truth, learned).recall).toBeLessThan(0.6);
  });

  it('given one wrong figure, unit, level, region or calendar, when compared, then the row counts as missed', () => {
    const truth = truthOf(0);
    const { clauses } = readText(seed(0));
    const right = compare(truth, clauses).missed.length;
    const change = (more: Partial<ClauseProposal>): number =>
      compare(
        truth,
        clauses.map((one) => (one.metric === 'onsite_arrival' && one.region === 'city' ? { ...one, ...more } : one)),
      ).missed.length;
    for (const more of [
      { max: 77 },
      { unit: 'd' as const },
      { severity: '五级' },
      { region: 'other' },
      { calendar: 'X' },
    ])
      expect(change(more)).toBeGreaterThan(right);
  });
});

describe('texts that are none of the five', () => {
  it('given a table with parted cells, levels down the side, when read, then every cell is a clause', () => {
    const table = [
      '故障级别\t响应时间\t到达现场时间\t恢复时间',
      '特别重大故障\t5分钟\t30分钟\t２小时',
      '一般故障\t半小时\t次日\t两个工作日',
    ].join('\n');
    expect(clausesOf(table)).toEqual([
      '特别重大故障 respond 5 min CAL-7x24',
      '特别重大故障 onsite_arrival 30 min CAL-7x24',
      '特别重大故障 resolve 2 h CAL-7x24',
      '一般故障 respond 0.5 h CAL-7x24',
      '一般故障 resolve 2 workday CAL-WORKDAY',
    ]);
  });

  it('given a table with levels along the top and bars, when read, then rows are the metrics', () => {
    expect(
      clausesOf('| 指标 | 一级故障 | 二级故障 |\n| 响应时间 | 10分钟 | 20分钟 |\n| 修复时限 | 4小时 | 1天 |'),
    ).toEqual([
      '一级故障 respond 10 min CAL-7x24',
      '二级故障 respond 20 min CAL-7x24',
      '一级故障 resolve 4 h CAL-7x24',
      '二级故障 resolve 1 d CAL-NATURAL-DAY',
    ]);
  });

  it('given headings with levels and short lines under them, when read, then the level holds until the next heading', () => {
    const text =
      '3.1 紧急故障\n乙方应在15分钟内回应，两小时内赶到现场。\n3.2 普通问题\n响应时间：1个工作日；修复时间：五天。';
    expect(clausesOf(text)).toEqual([
      '紧急故障 respond 15 min CAL-7x24',
      '紧急故障 onsite_arrival 2 h CAL-7x24',
      '普通问题 respond 1 workday CAL-WORKDAY',
      '普通问题 resolve 5 d CAL-NATURAL-DAY',
    ]);
  });

  it('given two regions in one sentence, when read, then the second takes over the deed', () => {
    expect(clausesOf('工程师市区内2小时内到达现场，外地8小时内到达现场。')).toEqual([
      'city onsite_arrival 2 h CAL-7x24',
      'other onsite_arrival 8 h CAL-7x24',
    ]);
  });

  it('given opening hours for some levels, when read, then their clauses count in them and requests are shifted', () => {
    const text =
      '三级故障响应时间为4小时。对于三、四级故障，服务时间为周一至周五9:00-17:30，服务时间外的请求视为下一工作日收到。';
    const [clause] = readText(text).clauses;
    expect(clause).toMatchObject({ severity: '三级故障', calendar: 'CAL-MF-0900-1730', receiptShift: true });
  });

  it('given traditional characters and pronunciations, when read, then the marks lie on the original text', () => {
    const text = '廠家工程師到場后，承諾在３個工作日內(nèi)解決問題。';
    const [clause] = readText(text).clauses;
    expect(clause).toMatchObject({
      metric: 'resolve',
      max: 3,
      unit: 'workday',
      startEvents: ['vendor_engineer_arrived'],
    });
    expect(text.slice(clause?.figure.from, clause?.figure.to)).toBe('３個工作日內');
    expect(clause?.sentence.text).toBe(text);
  });

  it('given promises without a figure, when read, then each is flagged with its word; opening hours and conditions are no promises', () => {
    const { clauses, flags } = readText(
      '我们将尽快响应。工程师第一时间赶赴现场。提供7×24小时服务，24小时开机。24小时内无法解决的，另行协商。',
    );
    expect(clauses).toEqual([]);
    expect(flags.map((flag) => [flag.metric, flag.word])).toEqual([
      ['respond', '尽快'],
      ['onsite_arrival', '第一时间'],
    ]);
  });

  it('given nothing, blanks or very long noise, when read, then nothing is proposed and it is quick', () => {
    expect(readText('')).toEqual({ clauses: [], flags: [], calendars: [] });
    expect(readText(' \n\t\n').clauses).toEqual([]);
    expect(readText('一二三四五六七八九十百千'.repeat(20_000)).clauses).toEqual([]);
  });
});
