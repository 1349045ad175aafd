import type {
  ClausesToProfileRequest,
  ClausesToProfileResponse,
  ReadClausesRequest,
  ReadClausesResponse,
} from '@pledge/contracts';

const TEXT = '出现重大故障，工程师在2小时内到达现场。';

/** Examples of the API description: what the reader makes of one sentence. */
export const readClausesExample: { body: ReadClausesRequest; response: ReadClausesResponse } = {
  body: { text: TEXT },
  response: {
    text: TEXT,
    clauses: [
      {
        id: 'C01',
        metric: 'onsite_arrival',
        severity: '重大故障',
        min: null,
        max: 2,
        unit: 'h',
        immediate: false,
        calendar: 'CAL-7x24',
        region: null,
        component: null,
        channel: 'onsite',
        startEvents: ['request_received'],
        stopEvents: ['engineer_arrived'],
        receiptShift: false,
        sentence: { from: 0, to: 20, text: TEXT },
        figure: { from: 11, to: 15, text: '2小时内' },
        repeated: [],
      },
    ],
    flags: [],
    calendars: [],
  },
};

export const clausesToProfileExample: { body: ClausesToProfileRequest; response: ClausesToProfileResponse } = {
  body: {
    profileId: 'P-NEW',
    name: { zh: '新客户服务级别', en: 'New customer' },
    source: '服务承诺书 2026',
    clauses: [
      {
        metric: 'onsite_arrival',
        severity: '重大故障',
        min: null,
        max: 2,
        unit: 'h',
        immediate: false,
        calendar: 'CAL-7x24',
        region: null,
        component: null,
        channel: 'onsite',
        startEvents: ['request_received'],
        stopEvents: ['engineer_arrived'],
        receiptShift: false,
        sentence: TEXT,
      },
    ],
    flags: [],
    calendars: [],
  },
  response: { profileId: 'P-NEW', version: 1, commitments: ['T001'], unmeasured: [] },
};
