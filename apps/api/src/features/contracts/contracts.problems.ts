import type { ProblemTexts } from '@pledge/contracts';

export const contractsProblems = {
  CONTRACT_NOT_FOUND: {
    zh: '没有编号为 {{number}} 的合同，或您无权查看。',
    en: 'There is no contract {{number}}, or you may not see it.',
  },
  CONTRACT_UNKNOWN: {
    zh: '没有找到合同 {{number}}。工单和受理时间已经保存，请核对合同编号后更正，受理时间不变。',
    en: 'Contract {{number}} was not found. The case and its receipt time are saved; please check and correct the number, the receipt time stays.',
  },
  CONTRACT_MISSING: {
    zh: '没有填写合同编号。工单和受理时间已经保存，请补充合同编号，受理时间不变。',
    en: 'No contract number was given. The case and its receipt time are saved; please add the number, the receipt time stays.',
  },
  CONTRACT_NOT_SIGNED: {
    zh: '合同 {{number}} 还没有签署生效。工单和受理时间已经保存，请核对合同编号，受理时间不变。',
    en: 'Contract {{number}} is not signed yet. The case and its receipt time are saved; please check the number, the receipt time stays.',
  },
  CONTRACT_EXPIRED: {
    zh: '合同 {{number}} 已于 {{endsOn}} 到期。工单已经保存，由项目经理决定如何处理。',
    en: 'Contract {{number}} ended on {{endsOn}}. The case is saved; the project manager decides how to go on.',
  },
  DEVICE_OUT_OF_SCOPE: {
    zh: '设备 {{serialNumber}} 不在合同 {{number}} 的范围内。工单已经保存，由项目经理决定如何处理。',
    en: 'Device {{serialNumber}} is not covered by contract {{number}}. The case is saved; the project manager decides how to go on.',
  },
} satisfies ProblemTexts;
