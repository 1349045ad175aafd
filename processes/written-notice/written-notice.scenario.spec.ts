import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type Shipment } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(60_000);

const NUMBER = 'TZ-2026-0001';
/** The scenario starts on 2026-01-05 09:00 in Shanghai: three days end at midnight of the third day after. */
const DUE = '2026-01-08T16:00:00.000Z';

describe('written-notice', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  /** `customers`: whether each of them can be written to. */
  function begin(customers: readonly boolean[] = [true]): ProcessScenario {
    return new ProcessScenario(
      shipment,
      {
        'open-notice': (job) => ({
          noticeNumber: NUMBER,
          noticeTitle: job.variables['noticeTitle'] ?? '停机公告',
          noticeText: job.variables['noticeText'] ?? '周六停机检修。',
          noticeTextEn: job.variables['noticeTextEn'] ?? '',
          noticeCustomers: '甲\n乙',
        }),
        'issue-notice': () => ({
          noticeDeliveries: customers.map((_, index) => ({
            deliveryId: `delivery-${String(index)}`,
            partyName: `客户 ${String(index)}`,
            dueAt: DUE,
            documentNumber: `${NUMBER}-${String(index)}`,
          })),
        }),
        'send-notice': (job) => ({
          noticeSent: customers[Number(String(job.variables['deliveryId']).split('-')[1])] === true,
        }),
        'record-notice': () => undefined,
        'close-notice': (job) => ({ noticeOutcome: job.headers['outcome'] }),
      },
      taken,
    );
  }
  const wanted = (customers?: readonly boolean[]): ProcessScenario => {
    const s = begin(customers);
    s.start('written-notice', { noticeNumber: NUMBER }, NUMBER);
    return s;
  };

  it('given a changed hotline, then the text is drafted, approved, and every customer’s receipt ends it', () => {
    const s = begin([true, true]);
    s.publish('hotline-changed', undefined, {
      unitName: { zh: '技术支持中心', en: 'Support centre' },
      oldHotline: '400-800-1234',
      newHotline: '400-800-4321',
      changedOn: '2026-01-05',
      changedAt: '2026-01-05T09:00:00+08:00',
      noticeAudience: { kind: 'all' },
    });
    expect(s.variablesOf('written-notice')).toMatchObject({
      noticeKind: 'hotline',
      noticeTitle: '服务热线号码变更',
      noticeText: expect.stringContaining('由 400-800-1234 变更为 400-800-4321'),
      noticeTextEn: expect.stringContaining('is 400-800-4321 instead of 400-800-1234'),
    });
    s.complete('approve-notice', { noticeApproved: true, noticeTitle: '热线变更', noticeText: '正文' });
    expect(s.variablesOf('written-notice')).toMatchObject({ noticeTitle: '热线变更', noticeText: '正文' });
    expect(s.jobsOf('send-notice').map((job) => job.variables['deliveryId'])).toEqual(['delivery-0', 'delivery-1']);
    s.publish('notice-received', 'delivery-1');
    expect(s.statusOf('written-notice')).toEqual(['active']);
    s.publish('notice-received', 'delivery-0');
    expect(s.variablesOf('written-notice')).toMatchObject({ noticeOutcome: 'done' });
    // Received in time: nobody is telephoned.
    s.advance('P10D');
    expect(s.waiting()).toEqual([]);
    expect(s.statusOf('written-notice')).toEqual(['completed']);
  });

  it('given a text that is not approved, then nothing is sent', () => {
    const s = wanted();
    s.complete('approve-notice', { noticeApproved: false, noticeTitle: 'x', noticeText: 'x' });
    expect(s.jobsOf('issue-notice')).toEqual([]);
    expect(s.variablesOf('written-notice')).toMatchObject({ noticeOutcome: 'withdrawn' });
    expect(s.statusOf('written-notice')).toEqual(['completed']);
  });

  it('given a customer without any address, then the letter is posted, and its proof of delivery ends it', () => {
    const s = wanted([false]);
    s.complete('approve-notice', { noticeApproved: true, noticeTitle: 'x', noticeText: 'x' });
    expect(s.waiting()).toEqual(['post-letter']);
    s.complete('post-letter', { postedWay: 'fax', postedNote: '0931-5550188' });
    expect(s.jobsOf('record-notice').at(-1)).toMatchObject({
      headers: { what: 'posted' },
      variables: { postedWay: 'fax', deliveryId: 'delivery-0' },
    });
    s.publish('notice-received', 'delivery-0');
    expect(s.statusOf('written-notice')).toEqual(['completed']);
  });

  it('given three days without a receipt, then each unfinished customer is telephoned; a late receipt spares the call', () => {
    const s = wanted([true, true, true]);
    s.complete('approve-notice', { noticeApproved: true, noticeTitle: 'x', noticeText: 'x' });
    s.publish('notice-received', 'delivery-1');
    s.advance('P3DT14H');
    expect(s.waiting()).toEqual([]);
    s.advance('PT1H');
    expect(s.waiting()).toEqual(['phone-customer', 'phone-customer']);
    s.publish('notice-received', 'delivery-2');
    expect(s.waiting()).toEqual(['phone-customer']);
    s.complete('phone-customer', { phoneReached: true, phonePerson: '李主任' });
    expect(s.jobsOf('record-notice').at(-1)).toMatchObject({
      headers: { what: 'phoned' },
      variables: { deliveryId: 'delivery-0', phonePerson: '李主任' },
    });
    expect(s.statusOf('written-notice')).toEqual(['completed']);
    // What was said to one customer is no answer of the whole notice.
    expect(s.variablesOf('written-notice')).not.toHaveProperty('phonePerson');
  });

  it('given a letter that nobody posted in time, then the customer is telephoned', () => {
    const s = wanted([false]);
    s.complete('approve-notice', { noticeApproved: true, noticeTitle: 'x', noticeText: 'x' });
    s.advance('P3DT15H');
    expect(s.waiting()).toEqual(['phone-customer']);
    s.complete('phone-customer', { phoneReached: false, phoneNote: '三次无人接听' });
    expect(s.jobsOf('record-notice').at(-1)?.variables).toMatchObject({ phoneReached: false });
    expect(s.statusOf('written-notice')).toEqual(['completed']);
  });

  it('given all scenarios, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'written-notice', taken)).toEqual([]);
  });
});
