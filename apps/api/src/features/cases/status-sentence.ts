interface Text {
  readonly zh: string;
  readonly en: string;
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
