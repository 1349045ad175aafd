import { choice, setting, type DelegateChoice } from './label.js';

/** Drills of emergency plans (F-09). */
export const drillChoices: readonly DelegateChoice[] = [
  { ...choice('drill-planning', '进入演练编制', 'Begin planning the drill'), settings: [] },
  { ...choice('drill-freeze', '检查演练方案是否完整', 'Check that the drill is fully planned'), settings: [] },
  {
    ...choice('drill-agreement', '记录客户对演练的书面答复', 'Record the written answer of the customer'),
    settings: [],
  },
  { ...choice('drill-begin', '以演练模式启动应急模型', 'Run the emergency model as a drill'), settings: [] },
  { ...choice('drill-stop', '中止演练，释放人员', 'Stop the drill and free its people'), settings: [] },
  { ...choice('drill-message', '下达演练消息', 'Deliver a message of the drill'), settings: [] },
  { ...choice('drill-channel-failure', '模拟通道中断', 'Simulate a channel that fails'), settings: [] },
  { ...choice('drill-person-unavailable', '模拟人员缺席', 'Simulate a person who is away'), settings: [] },
  { ...choice('drill-inject-answer', '记录对情景的答复', 'Record the answer to an inject'), settings: [] },
  { ...choice('drill-measure', '按活动实例取时', 'Take the times of the steps'), settings: [] },
  { ...choice('drill-record-score', '登记演练得分', 'Record the score of the drill'), settings: [] },
  {
    ...choice('drill-report', '生成演练报告', 'Make the report of the drill'),
    settings: [
      setting('stage', '阶段', 'Stage', 'options', [
        choice('evaluation', '评估', 'Evaluation'),
        choice('final', '待签', 'To be signed'),
        choice('signed', '双方已签', 'Signed by both parties'),
      ]),
    ],
  },
  { ...choice('drill-findings', '列出整改任务', 'List what has to be corrected'), settings: [] },
  { ...choice('drill-close-finding', '登记整改完成', 'Record that a finding is corrected'), settings: [] },
  { ...choice('drill-check-revision', '核对预案新版本', 'Check that the plan was revised'), settings: [] },
  {
    ...choice('drill-sign', '记录演练报告签名', 'Record a signature under the report'),
    settings: [
      setting('side', '签署方', 'Party', 'options', [
        choice('provider', '服务方', 'Provider'),
        choice('customer', '客户', 'Customer'),
      ]),
    ],
  },
  { ...choice('drill-unsign', '作废服务方签名', 'Void the signature of the provider'), settings: [] },
  {
    ...choice('drill-close', '结束演练', 'Close the drill'),
    settings: [
      setting('outcome', '结果', 'Outcome', 'options', [
        choice('signed', '双方已签署', 'Signed by both parties'),
        choice('cancelled', '已取消', 'Cancelled'),
      ]),
    ],
  },
];
