import type { ProblemTexts } from '@pledge/contracts';

export const customersProblems = {
  PARTY_NOT_FOUND: { zh: '没有这个客户，或您无权查看。', en: 'There is no such customer, or you may not see it.' },
  PARTY_NAME_TAKEN: {
    zh: '已经有名为“{{name}}”的客户，请打开原有档案。',
    en: 'There is already a customer named "{{name}}"; open the file that exists.',
  },
  SITE_NOT_THERE: { zh: '没有这个站点。', en: 'There is no such site.' },
  SITE_NAME_TAKEN: {
    zh: '这个客户已经有名为“{{name}}”的站点。',
    en: 'The customer already has a site named "{{name}}".',
  },
  SITE_IN_USE: {
    zh: '站点“{{name}}”还有 {{count}} 台设备，请先把设备移走。',
    en: 'The site "{{name}}" still has {{count}} devices; move them first.',
  },
  SITE_OF_ANOTHER: { zh: '这个站点不属于该客户。', en: 'The site belongs to another customer.' },
  REGION_UNKNOWN: {
    zh: '没有地区“{{region}}”，可用：{{known}}。',
    en: 'There is no region "{{region}}"; known: {{known}}.',
  },
  ZONE_NOT_KNOWN: { zh: '没有时区“{{zone}}”。', en: 'There is no time zone "{{zone}}".' },
  CONTACT_NOT_FOUND: { zh: '没有这个联系人。', en: 'There is no such person.' },
  ACCOUNT_OF_ANOTHER: {
    zh: '只能选择同一客户的账号作为“{{name}}”的账号。',
    en: 'Only an account of the same customer can be the account of "{{name}}".',
  },
  CONTACT_NAME_TAKEN: {
    zh: '“{{name}}”已经是同一类联系人，电话相同。',
    en: '"{{name}}" with the same phone is already a person of this kind.',
  },
  PHONE_NEEDED: {
    zh: '请填写能接通的电话，例如 13909310001。',
    en: 'Give a phone number that can be reached, for example 13909310001.',
  },
  REPRESENTATIVES_FULL: {
    zh: '合同 {{number}} 至多指定 {{max}} 名客户代表，已经满了。请先取消一名。',
    en: 'Contract {{number}} allows {{max}} representatives and has them all. Remove one first.',
  },
  SEAL_NOT_A_PICTURE: {
    zh: '印章样本应是图片或 PDF。',
    en: 'A seal sample is a picture or a PDF.',
  },
  FILE_NOT_THERE: { zh: '没有这个文件，请重新上传。', en: 'There is no such file; upload it again.' },
  DEVICE_NOT_FOUND: {
    zh: '没有序列号为 {{serialNumber}} 的设备，或您无权查看。',
    en: 'There is no device {{serialNumber}}, or you may not see it.',
  },
  SERIAL_TAKEN: {
    zh: '序列号 {{serialNumber}} 已经登记在“{{name}}”名下。',
    en: 'The serial number {{serialNumber}} is already registered for "{{name}}".',
  },
  CONTRACT_NUMBER_TAKEN: {
    zh: '合同编号 {{number}} 已经存在。',
    en: 'There is already a contract {{number}}.',
  },
  CONTRACT_NOT_THERE: {
    zh: '没有编号为 {{number}} 的合同，或它属于别的客户。',
    en: 'There is no contract {{number}}, or it belongs to another customer.',
  },
  CONTRACT_ENDS_BEFORE_START: {
    zh: '合同结束日 {{endsOn}} 早于开始日 {{startsOn}}。',
    en: 'The contract ends on {{endsOn}}, before it starts on {{startsOn}}.',
  },
  PHASE_OUT_OF_ORDER: {
    zh: '日期 {{day}} 不在前一阶段之后、合同期之内。',
    en: 'The day {{day}} is not after the phase before it and inside the contract.',
  },
  CONTRACT_ALREADY_SIGNED: {
    zh: '合同 {{number}} 已经签署，编号、客户和服务级别不能再改。',
    en: 'Contract {{number}} is signed: its number, customer and profile cannot change any more.',
  },
  CONTRACT_HAS_EMPTY_CELLS: {
    zh: '服务级别有 {{count}} 个空格没有填写（模板，需双方确认），合同不能生效。',
    en: 'The profile has {{count}} empty cells (template, both parties have to confirm): the contract cannot be activated.',
  },
  CONTRACT_PROFILE_CONTRADICTS: {
    zh: '服务级别有 {{count}} 处自相矛盾，合同不能生效。',
    en: 'The profile contradicts itself in {{count}} places: the contract cannot be activated.',
  },
  CONTRACT_QUESTIONS_OPEN: {
    zh: '服务级别有 {{count}} 处疑问没有确认，请逐条写明理由。',
    en: 'The profile has {{count}} open questions; say for each why it stays as it is written.',
  },
  ONBOARDING_RUNS: {
    zh: '合同 {{number}} 的移交与建档正在进行。',
    en: 'Onboarding of contract {{number}} is running already.',
  },
  PERSON_UNKNOWN: { zh: '没有员工 {{username}}。', en: 'There is no member of staff {{username}}.' },
  CHANGED_MEANWHILE: {
    zh: '有人在您打开之后改过这份资料。您的修改还没有保存，请刷新核对后再保存。',
    en: 'Somebody changed this after you opened it. Your changes are not saved yet: reload, compare, save again.',
  },
  SHEET_UNREADABLE: {
    zh: '读不懂这个文件：请使用 .xlsx 格式的 Excel 文件。',
    en: 'The file cannot be read: use an Excel file in .xlsx format.',
  },
  SHEET_COLUMNS_MISSING: {
    zh: '表头缺少：{{columns}}。请下载模板，保留第一行。',
    en: 'The head lacks: {{columns}}. Download the template and keep its first row.',
  },
  SHEET_EMPTY: { zh: '表里没有数据行。', en: 'The sheet has no rows.' },
  SHEET_TOO_LONG: {
    zh: '一次至多导入 {{max}} 行，这张表有 {{count}} 行。',
    en: 'At most {{max}} rows at once; the sheet has {{count}}.',
  },
  IMPORT_NOT_FOUND: { zh: '没有这次导入。', en: 'There is no such import.' },
  IMPORT_ALREADY_APPLIED: {
    zh: '这张表已经导入过，没有重复写入。',
    en: 'This sheet was imported already; nothing was written twice.',
  },
  IMPORT_HAS_WRONG_ROWS: {
    zh: '有 {{count}} 行有错。可以只导入正确的行，错误的行可下载改正后再导入。',
    en: '{{count}} rows are wrong. Import the right ones only, then download, correct and import the rest.',
  },
} satisfies ProblemTexts;
