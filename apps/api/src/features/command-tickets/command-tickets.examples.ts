import type { PlanCommands } from '@pledge/contracts';

/** Examples of the API description: the one dangerous command of the plan GD-2026-0001-BG01, approved and run. */
const command = {
  step: 1,
  device: 'CR-LZ-0001',
  command: 'reboot',
  commandHash: '4a1b5d8ef0e7ac7fbd5bc4f55e94e0b1b1a9f1c8d3d6d3dfd1d35b1b7f9a2c11',
  label: { zh: '重要服务器重启', en: 'Restart of an important server' },
};
const planCommands: PlanCommands = {
  needed: [{ ...command, category: 'server-restart', covered: true }],
  approvals: [],
  tickets: [
    {
      ...command,
      id: '0197a0f1-cb1e-7c3a-9d1f-3f6a1c2b4d5e',
      approvalId: '0197a0f1-db1e-7c3a-9d1f-3f6a1c2b4d5e',
      approvalNumber: 'GD-2026-0001-BG01-GW01',
      validFrom: '2026-03-04T00:00:00.000+08:00',
      validTo: '2026-03-04T04:00:00.000+08:00',
      issuedAt: '2026-03-03T16:20:00.000+08:00',
      state: 'used',
      reasons: [],
      taking: {
        takenAt: '2026-03-04T00:28:00.000+08:00',
        takenBy: 'engineer',
        reportBy: '2026-03-04T01:28:00.000+08:00',
        rowHash: 'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a',
      },
      use: {
        usedAt: '2026-03-04T00:31:00.000+08:00',
        usedBy: 'engineer',
        witness: 'engineer2',
        output: 'System is going down for reboot NOW!',
        recording: null,
        rowHash: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
      },
      may: { take: false, report: false },
    },
  ],
  violations: [],
  may: { ask: false, report: true },
};
export const commandTicketExamples = { planCommands, id: '0197a0f1-db1e-7c3a-9d1f-3f6a1c2b4d5e' };
