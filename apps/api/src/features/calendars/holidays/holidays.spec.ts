import { describe, expect, it } from '@jest/globals';
import { daysOfYear, holidayDifference } from './holiday-year.js';
import { packageHolidays, packageYears } from './package-holidays.js';
import { readNotice } from './read-notice.js';

const NOTICE_2026 = `国务院办公厅关于2026年部分节假日安排的通知
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`;

describe('notices on public holidays', () => {
  it('given the notice for 2026, when read, then it says what the package says: nothing differs', () => {
    const read = readNotice(NOTICE_2026);
    expect([read.year, read.unread]).toEqual([2026, []]);
    expect(holidayDifference(packageHolidays(2026), read.days)).toEqual([]);
    expect(read.days.filter((day) => day.kind === 'makeup').map((day) => [day.date, day.name])).toEqual([
      ['2026-01-04', '元旦'],
      ['2026-02-14', '春节'],
      ['2026-02-28', '春节'],
      ['2026-05-09', '劳动节'],
      ['2026-09-20', '国庆节'],
      ['2026-10-10', '国庆节'],
    ]);
  });

  it('given a notice that moved one day (the mutant), when compared, then exactly that is the difference', () => {
    const moved = NOTICE_2026.replace('5月9日（周六）上班', '5月10日（周日）上班');
    expect(
      holidayDifference(packageHolidays(2026), readNotice(moved).days).map((one) => [
        one.date,
        one.before?.kind,
        one.after?.kind,
      ]),
    ).toEqual([
      ['2026-05-09', 'makeup', undefined],
      ['2026-05-10', undefined, 'makeup'],
    ]);
  });

  it('given days over a change of year, lines of dates and a day that is none, when read, then each is what it is', () => {
    const read = readNotice(
      '一、元旦：2027年12月31日至2028年1月2日放假。\n2028-02-29 休 补休\n2028-02-30 休 没有\n5月1日放假',
      2028,
    );
    expect(read.days.map((day) => day.date)).toEqual(['2027-12-31', '2028-01-01', '2028-01-02', '2028-02-29']);
    expect(read.unread).toEqual(['2028-02-30 休 没有', '5月1日放假']);
  });

  it('given no year, when read, then nothing is guessed', () => {
    expect(readNotice('一、元旦：1月1日放假。')).toMatchObject({
      year: null,
      days: [],
      unread: ['一、元旦:1月1日放假。'],
    });
  });
});

describe('the days of a year', () => {
  it('given the package offline, when asked, then it has 2026 and no year that was not announced', () => {
    expect(packageYears()).toContain(2026);
    expect(packageHolidays(2100)).toEqual([]);
  });

  it('given edited days, when put over the package, then they replace it and a normal day takes it back', () => {
    const days = daysOfYear(packageHolidays(2026), [
      { date: '2026-10-01', kind: 'normal', name: '', origin: 'edited' },
      { date: '2026-12-25', kind: 'off', name: '公司日', origin: 'edited' },
    ]);
    expect(days.find((day) => day.date === '2026-10-01')).toMatchObject({ kind: 'normal', origin: 'edited' });
    expect(holidayDifference(packageHolidays(2026), days).map((one) => one.date)).toEqual(['2026-10-01', '2026-12-25']);
  });
});
