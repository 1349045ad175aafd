const instance = '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5e';
const oldVersion = '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e';
const newVersion = '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d60';

export const exampleIds = { instance, oldVersion, newVersion };

const mapping = [
  { from: 'assess', to: 'assess', how: 'id' },
  { from: 'repair', to: 'mend', how: 'name' },
];

export const exampleReport = {
  id: instance,
  dryRun: true,
  possible: true,
  fromDefinitionId: oldVersion,
  toDefinitionId: newVersion,
  state: 'active',
  activeElements: [
    {
      elementId: 'mend',
      elementInstanceId: '0197a0c2-7b1e-7c3a-9d1f-3f6a1c2b4d60',
      elementType: 'userTask',
      name: '维修',
    },
  ],
  mapping,
  items: [
    {
      what: 'token-moved',
      elementId: 'repair',
      to: 'mend',
      message: { zh: '令牌保留在“维修”。', en: 'The token stays at "维修".' },
    },
    {
      what: 'timer-rescheduled',
      elementId: 'late',
      to: 'late',
      dueBefore: '2026-03-02T14:00:00.000+08:00',
      dueAfter: '2026-03-02T12:00:00.000+08:00',
      message: {
        zh: '定时器“late”按新版本重新计算到期时间。',
        en: 'The timer "late" gets the time of the new version.',
      },
    },
  ],
  problems: [],
};

export const exampleProposal = {
  fromDefinitionId: oldVersion,
  toDefinitionId: newVersion,
  mapped: mapping,
  unmapped: [
    {
      elementId: 'inform',
      name: '通知',
      message: {
        zh: '新版本中找不到“通知”对应的元素。',
        en: 'The other version has no element that is certainly "通知".',
      },
    },
  ],
};

export const exampleBatch = {
  id: '0197a0c2-9b1e-7c3a-9d1f-3f6a1c2b4d5e',
  kind: 'migration',
  state: 'running',
  dryRun: false,
  sourceDefinitionId: oldVersion,
  definitionId: newVersion,
  reason: '新版流程上线',
  total: 120,
  pending: 80,
  done: 38,
  refused: 2,
  failed: 0,
  cancelled: 0,
  createdBy: 'operator',
  createdAt: '2026-03-02T10:00:00.000+08:00',
  endedAt: null,
};

export const exampleBatchItem = {
  processInstanceId: instance,
  businessKey: 'GD-2026-0001',
  state: 'refused',
  items: [],
  problems: [
    {
      code: 'ELEMENT_NOT_MAPPED',
      elementId: 'inform',
      message: {
        zh: '令牌停在“通知”，新版本没有对应的元素。',
        en: 'A token stands at "通知", which the new version does not have.',
      },
    },
  ],
  at: '2026-03-02T10:00:02.000+08:00',
};
