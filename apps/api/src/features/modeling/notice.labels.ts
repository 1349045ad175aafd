import { choice, setting, type DelegateChoice } from './label.js';

/** Written notices (F-24). */
export const noticeChoices: readonly DelegateChoice[] = [
  { ...choice('open-notice', '确定受影响的客户', 'Find the customers concerned'), settings: [] },
  {
    ...choice('issue-notice', '编号并生成公函', 'Number the letter and make it'),
    settings: [
      setting('standard', '无约定时按哪份模板', 'Profile that holds where nothing is agreed', 'options', [
        choice('P-S0e', 'P-S0e', 'P-S0e'),
      ]),
    ],
  },
  { ...choice('send-notice', '邮件、短信发出通知', 'Send the notice by mail and text message'), settings: [] },
  {
    ...choice('record-notice', '登记通知方式', 'Record how the notice was given'),
    settings: [
      setting('what', '方式', 'How', 'options', [
        choice('posted', '寄出', 'Posted'),
        choice('phoned', '电话', 'By telephone'),
      ]),
    ],
  },
  {
    ...choice('close-notice', '结束书面通知', 'Close the notice'),
    settings: [
      setting('outcome', '结果', 'Outcome', 'options', [
        choice('done', '已完成', 'Done'),
        choice('withdrawn', '已撤销', 'Withdrawn'),
      ]),
    ],
  },
];

/** Key periods (F-25). */
export const guaranteeChoices: readonly DelegateChoice[] = [
  { ...choice('reinforce-roster', '加强值班', 'Reinforce the roster'), settings: [] },
  {
    ...choice('file-guarantee', '保障文件定稿并发给客户', 'File a paper of the key period and send it'),
    settings: [setting('template', '文件', 'Paper', 'documents')],
  },
  { ...choice('next-guarantee-report', '等待下一次日报', 'Time of the next daily report'), settings: [] },
];
