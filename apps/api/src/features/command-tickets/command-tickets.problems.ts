import type { ProblemTexts } from '@pledge/contracts';

export const commandTicketsProblems = {
  COMMAND_PLAN_NOT_FROZEN: {
    zh: '变更方案还没有定稿，不能申请高危操作。',
    en: 'The change plan is not frozen; dangerous commands cannot be asked for.',
  },
  COMMAND_NOT_IN_PLAN: {
    zh: '第 {{step}} 步中没有这条命令：{{command}}。方案以外的命令须先写入方案并重新确认。',
    en: 'Step {{step}} does not hold this command: {{command}}. A command outside of the plan goes into the plan first, which is confirmed anew.',
  },
  COMMAND_NOTHING_TO_ASK: {
    zh: '没有需要申请的高危命令：每一条都已有有效的执行票。',
    en: 'There is nothing to ask for: every dangerous command has a good ticket.',
  },
  COMMAND_WITHOUT_DEVICE: {
    zh: '第 {{step}} 步没有写明设备，执行票必须指定设备。',
    en: 'Step {{step}} names no device; a ticket is for one device.',
  },
  COMMAND_ASKED_ALREADY: {
    zh: '审批单 {{number}} 还在审批中。',
    en: 'The approval {{number}} is still under way.',
  },
  TICKET_NOT_FOUND: { zh: '没有这张执行票。', en: 'There is no such ticket.' },
  TICKET_USED: {
    zh: '这张执行票已于 {{at}} 由 {{by}} 使用，只能用一次。再次执行须重新审批；如已执行，请上报为无票操作。',
    en: 'This ticket was used on {{at}} by {{by}}; it is good for one time. To run it again, ask again; if it was run already, report it as work without a ticket.',
  },
  TICKET_TAKEN: {
    zh: '这张执行票已于 {{at}} 由 {{by}} 取用，只能用一次。',
    en: 'This ticket was taken on {{at}} by {{by}}; it is good for one time.',
  },
  TICKET_NOT_TAKEN: {
    zh: '请先取用执行票，再执行命令，然后登记结果；没有取票就执行的，请上报为无票操作。',
    en: 'Take the ticket first, then run the command, then report what came out. If it was run without taking the ticket, report it as work without a ticket.',
  },
  TICKET_TAKEN_BY: {
    zh: '这张执行票由 {{by}} 于 {{at}} 取用，由其本人登记结果。',
    en: 'This ticket was taken by {{by}} on {{at}}, who reports what came out.',
  },
  TICKET_EARLY: {
    zh: '执行票从 {{at}} 起有效，现在还不能执行。',
    en: 'The ticket is good from {{at}} on; the command must not be run yet.',
  },
  TICKET_LATE: {
    zh: '执行票已于 {{at}} 失效，不能再执行；如已执行，请上报为无票操作。',
    en: 'The ticket ended at {{at}}; the command must not be run. If it was run already, report it as work without a ticket.',
  },
  TICKET_OTHER_DEVICE: {
    zh: '执行票只限设备 {{device}}，不能用于其他设备。',
    en: 'The ticket is for the device {{device}} and for no other.',
  },
  TICKET_OTHER_COMMAND: {
    zh: '执行的命令与执行票不一致。执行票只限：{{command}}',
    en: 'The command is not that of the ticket. The ticket is for: {{command}}',
  },
  TICKET_VOID: {
    zh: '执行票现在无效，原因如下；不得执行。',
    en: 'The ticket is no good now, for the reasons below; the command must not be run.',
  },
  TICKET_WITNESS: {
    zh: '旁证人须是执行人以外的在册人员。',
    en: 'The witness is a known person other than the one who ran the command.',
  },
} satisfies ProblemTexts;
