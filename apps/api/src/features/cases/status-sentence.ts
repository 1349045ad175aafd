interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Words of the timeline for every event (ui.md, Words). */
const EVENT_LABELS: Readonly<Record<string, Text>> = {
  request_received: { zh: '收到申告', en: 'Request received' },
  fault_occurred: { zh: '故障发生（客户陈述）', en: 'Fault occurred (as stated)' },
  fault_confirmed: { zh: '故障确认、定级', en: 'Fault confirmed and graded' },
  first_response: { zh: '首次联系', en: 'First contact' },
  solution_proposed: { zh: '提出解决方案', en: 'Solution proposed' },
  technician_dispatched: { zh: '工程师出发', en: 'Engineer set out' },
  engineer_arrived: { zh: '工程师到场', en: 'Engineer on site' },
  workaround_provided: { zh: '提供替代办法', en: 'Workaround provided' },
  restored: { zh: '业务恢复', en: 'Service restored' },
  onsite_fault_removed: { zh: '现场排除故障', en: 'Fault removed on site' },
  service_form_signed: { zh: '客户签署服务单', en: 'Service form signed' },
  engineer_left: { zh: '工程师离场', en: 'Engineer left' },
  left_unsigned: { zh: '未签字离场', en: 'Left without signature' },
  report_delivered: { zh: '分析报告已交付', en: 'Analysis report delivered' },
  severity_changed: { zh: '级别变更', en: 'Severity changed' },
  contract_corrected: { zh: '合同已更正', en: 'Contract corrected' },
  owner_assigned: { zh: '指定负责人', en: 'Owner assigned' },
  promise_warning: { zh: '时限预警', en: 'Limit is near' },
  promise_breached: { zh: '超过时限', en: 'Limit missed' },
  case_closed: { zh: '工单关闭', en: 'Case closed' },
  case_withdrawn: { zh: '工单撤回', en: 'Case withdrawn' },
  pause_started: { zh: '时限暂停', en: 'Clocks paused' },
  pause_ended: { zh: '时限继续', en: 'Clocks resumed' },
  note: { zh: '备注', en: 'Note' },
};

/** Label of an event in both languages; models may record events of their own names. */
export function eventLabel(type: string): Text {
  return EVENT_LABELS[type] ?? { zh: type, en: type };
}

/** What the customer reads: one sentence on where the case stands (ui.md, Customer portal). `due` is a local time such as `14:20`, with its day where that matters. */
export function statusSentence(
  status: string,
  happened: ReadonlySet<string>,
  engineer: string | null,
  due: Text | null,
): Text {
  const who = { zh: engineer ? `工程师${engineer}` : '工程师', en: engineer ?? 'An engineer' };
  const by = due === null ? { zh: '', en: '' } : { zh: `，最迟 ${due.zh} 前`, en: ` by ${due.en} at the latest` };
  switch (status) {
    case 'waiting-contract':
      return {
        zh: '已收到您的申告，受理时间已经记录；请核对合同编号，更正后继续处理。',
        en: 'Your report has arrived and its time is recorded; please check the contract number, then we go on.',
      };
    case 'withdrawn':
      return { zh: '您已撤回这次申告。', en: 'This report was withdrawn.' };
    case 'closed':
      return { zh: '已处理完毕并关闭，感谢您的配合。', en: 'Done and closed. Thank you.' };
    case 'resolved':
      return happened.has('service_form_signed')
        ? {
            zh: '业务已恢复，服务单已签署，正在整理分析报告。',
            en: 'Service is restored and the form is signed; the analysis report is being written.',
          }
        : { zh: '业务已恢复，请您确认服务结果。', en: 'Service is restored; please confirm the result.' };
    default:
      if (happened.has('engineer_arrived')) {
        return {
          zh: `${who.zh}已到场，正在处理${by.zh && `${by.zh}恢复`}。`,
          en: `${who.en} is on site and working${by.en && `, to restore service${by.en}`}.`,
        };
      }
      if (happened.has('technician_dispatched')) {
        return {
          zh: `${who.zh}已出发${by.zh && `${by.zh}到达`}。`,
          en: `${who.en} is on the way${by.en && `, to arrive${by.en}`}.`,
        };
      }
      if (happened.has('first_response')) {
        return {
          zh: `${who.zh}正在远程处理${by.zh && `${by.zh}到场或恢复`}。`,
          en: `${who.en} is working remotely${by.en && `, to be on site or done${by.en}`}.`,
        };
      }
      return { zh: `已受理，工程师会与您联系${by.zh}。`, en: `Registered; an engineer will contact you${by.en}.` };
  }
}
