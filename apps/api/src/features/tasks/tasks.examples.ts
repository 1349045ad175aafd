const nothing = {
  claim: false,
  complete: false,
  unclaim: false,
  delegate: false,
  transfer: false,
  addSigner: false,
  removeSigner: false,
  change: false,
  copy: false,
  comment: false,
  remind: false,
  return: false,
  withdraw: false,
};
const held = {
  ...nothing,
  complete: true,
  unclaim: true,
  delegate: true,
  transfer: true,
  addSigner: true,
  removeSigner: true,
  change: true,
  copy: true,
  comment: true,
  return: true,
};

export const exampleTask = {
  id: '0197a0c2-9b1e-7c3a-9d1f-3f6a1c2b4d5e',
  elementId: 'assess',
  name: '受理定级',
  nameEn: 'Assess',
  state: 'open',
  assignee: null,
  candidateGroups: ['dispatcher'],
  candidateUsers: [],
  processInstanceId: '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5e',
  definitionId: '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e',
  processKey: 'fault-handling',
  formId: 'assess',
  caseNumber: 'GD-2026-0001',
  priority: 50,
  dueAt: null,
  followUpAt: null,
  urgencyAt: '2026-03-02T10:30:00.000+08:00',
  createdAt: '2026-03-02T10:00:00.000+08:00',
  endedAt: null,
  completedBy: null,
  owner: null,
  duty: null,
  held: false,
  onBehalfOf: null,
  read: false,
  may: { ...held, claim: true, unclaim: false, remind: true },
};
export const exampleClaimed = { ...exampleTask, assignee: 'dispatcher', may: held };
export const exampleDone = {
  ...exampleClaimed,
  state: 'completed',
  completedBy: 'dispatcher',
  endedAt: '2026-03-02T10:05:00.000+08:00',
  may: nothing,
};
export const exampleDelegated = {
  ...exampleTask,
  assignee: 'engineer',
  owner: 'dispatcher',
  may: { ...held, complete: false, unclaim: false, remind: true },
};
export const exampleTransferred = {
  ...exampleTask,
  assignee: 'engineer',
  may: { ...nothing, copy: true, comment: true, remind: true },
};
export const exampleHeld = { ...exampleClaimed, held: true, may: { ...held, complete: false } };
export const exampleCancelled = { ...exampleDone, state: 'cancelled', completedBy: null };
