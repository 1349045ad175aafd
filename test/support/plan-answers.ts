/** What people answer at each step of the special plans, by plan (F-08a–e): the way that is walked to the end of a drill. */
export type Answers = Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;

/** What the general flow asks once the plan was carried out. */
const AFTER: Answers = {
  'confirm-notice': { noticeChecked: true },
  'check-recovery': { dataConsistent: 'yes', dataGapMinutes: 2 },
  'write-report': { reportCause: '见记录', reportProcess: '按预案处置', reportPrevention: '季度检查' },
};

export const PLAN_ANSWERS: Readonly<Record<string, Answers>> = {
  'emergency-power': {
    ...AFTER,
    'check-power': { powerState: 'mains-lost', upsMinutes: 180, shutdownMinutes: 40 },
    'ask-return': { returnMinutes: 60, returnSource: '供电局 95598' },
    'shed-load': { loadShed: '已切除测试机柜' },
    'back-up-data': { backupResult: '数据库已备份到异地' },
    'orderly-shutdown': { shutdownApplications: true, shutdownServers: true, shutdownKey: true },
    'use-generator': { generatorState: 'running' },
    'power-back': { stableMinutes: 10 },
    'start-up': { startNetwork: true, startServers: true, startApplications: true },
    'check-systems': { systemsChecked: '门户、数据库、邮件正常' },
  },
  'emergency-network': {
    ...AFTER,
    'find-scope': { netScope: 'outside' },
    'segment-test': { located: 'line', testResult: '运营商侧光缆中断' },
    'call-operator': { circuitNumber: 'GS-LZ-0931', operatorAnswer: '预计 2 小时修复' },
    'switch-line': { lineSwitched: '已切换备用线路' },
    'test-network': { networkOk: 'yes' },
  },
  'emergency-server': {
    ...AFTER,
    'go-to-scene': { osState: '系统无响应', hardwareAlarms: '2 号电源红灯', leadPhoned: true },
    'remote-repair': { remoteRepaired: 'no' },
    'call-supplier': { supplierContact: '示例供应商 王工', supplierRequest: '更换电源' },
    'record-reply': {
      supplierReply: '已受理',
      engineerEta: '2026-03-02T14:00+08:00',
      partsEta: '2026-03-02T15:00+08:00',
    },
    'help-backup': { serverBackup: '系统与数据已备份' },
    'supplier-repair': { repairedInTime: 'yes' },
    'take-measures': { measures: '双电源改接两路 UPS' },
  },
  'emergency-sms': {
    ...AFTER,
    'go-to-room': { serverNormal: 'no' },
    analyse: { analysis: '短信网关服务未启动', leadersTold: true },
    'remote-try': { usable: 'no' },
    'contact-sales': { salesContacted: '已经 OA 联系 12 名业务员' },
    'find-cause': { removed: 'yes', foundCause: '证书过期' },
    'test-platform': { tested: '发送 20 条，全部送达' },
  },
  'emergency-oa': {
    ...AFTER,
    'go-to-room': { serverNormal: 'no' },
    analyse: { analysis: '服务未启动', leadersTold: true },
    'remote-try': { usable: 'no' },
    'find-cause': { removed: 'yes', foundCause: '磁盘满' },
    'test-platform': { tested: '正常' },
  },
};
