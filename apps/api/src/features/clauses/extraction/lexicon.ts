/** What the words of a promise mean. General words of the trade, no sentence of any one contract. */
export interface MetricWords {
  readonly metric: string;
  /** The deed as it is said after a figure: "2小时内 *到达现场*". */
  readonly deed: RegExp;
  /** The name of the limit as it is said before a figure: "*响应时间* 2小时". */
  readonly label: RegExp;
  readonly startEvent: string;
  readonly stopEvent: string;
}

const TIME = '(?:时间|时限|时长|期限|周期|要求)';
/** Answering a call for help; the same words after 现场 mean being there. */
export const ANSWER = '(?:响应|应答|答复|回复|回应)';

/** In order of precedence where two begin at the same place. */
export const METRICS: readonly MetricWords[] = [
  {
    metric: 'solution_and_mode_fixed',
    deed: /(?:明确|确定|确认|商定|落实)[^,;。]{0,10}方案[^,;。]{0,12}(?:方式|模式)/,
    label: /(?:方案和方式确定|方案确定)(?:时间|时限)$/,
    startEvent: 'request_received',
    stopEvent: 'solution_and_support_mode_confirmed',
  },
  {
    metric: 'solution_proposed',
    deed: /(?:提出|提供|给出|拿出|制定|制订|出具|提交)[^,;。]{0,8}(?:方案|解决办法)/,
    label: /(?:提出|提供)?(?:解决)?方案(?:提出|提供)?(?:时间|时限)$/,
    startEvent: 'request_received',
    stopEvent: 'solution_proposed',
  },
  {
    metric: 'fault_analysis_report',
    deed: /(?:分析报告|分析说明|故障报告|事故报告|总结报告)/,
    label: /(?:分析报告|故障报告)(?:提交)?(?:时间|时限|期限)$/,
    startEvent: 'fault_solved',
    stopEvent: 'report_delivered',
  },
  {
    metric: 'written_notice',
    deed: /(?:书面[^,;。]{0,14}(?:通知|告知|知会)|(?:通知|告知)[^,;。]{0,6}书面)/,
    label: /书面(?:通知|告知)(?:时间|时限|期限)$/,
    startEvent: 'number_changed',
    stopEvent: 'written_notice_delivered',
  },
  {
    metric: 'refund_application_window',
    deed: /(?:退款|退还)/,
    label: /退款(?:申请)?(?:期限|时限|期)$/,
    startEvent: 'service_or_purchase',
    stopEvent: 'application_submitted',
  },
  {
    metric: 'return_exchange_window',
    deed: /(?:无理由)?(?:退换货|退货|换货|退换|调换)/,
    label: /(?:退换货|退货|换货)(?:期限|时限|期)$/,
    startEvent: 'goods_received',
    stopEvent: 'application_submitted',
  },
  {
    metric: 'free_config_upgrade_window',
    deed: /(?:免费|无偿)(?:地)?(?:升级|更换)[^,;。]{0,8}(?:配置|型号)|免费升级/,
    label: /免费升级(?:期限|时限|期)$/,
    startEvent: 'purchase_date',
    stopEvent: 'application_submitted',
  },
  {
    metric: 'first_handling',
    deed: /(?:初步|首次|先行)(?:的)?(?:处理|办理)/,
    label: /(?:初步处理|首次处理|受理)(?:时间|时限)$/,
    startEvent: 'application_received',
    stopEvent: 'customer_contacted',
  },
  {
    metric: 'standby_supplied',
    deed: /(?:提供|送达|更换)[^,;。]{0,6}(?:备机|备用设备|备用机|替代设备)/,
    label: /备机(?:提供|到位)?(?:时间|时限)$/,
    startEvent: 'request_received',
    stopEvent: 'standby_supplied',
  },
  {
    metric: 'workaround',
    deed: /(?:替代|临时|应急)(?:办法|方案|措施|手段)/,
    label: /(?:替代|临时)(?:办法|方案|措施)(?:时间|时限)$/,
    startEvent: 'request_received',
    stopEvent: 'workaround_provided',
  },
  {
    metric: 'dispatch',
    deed: /(?:派出|派遣|指派|安排|委派)[^,;。]{0,8}(?:人员|工程师|技术员)|(?:工程师|人员)出发/,
    label: /(?:派出|派遣|派工|出发)(?:时间|时限)$/,
    startEvent: 'request_received',
    stopEvent: 'technician_dispatched',
  },
  {
    metric: 'onsite_arrival',
    deed: new RegExp(
      `(?:到达|抵达|赶到|赶赴|赶往|到|抵)[^,;。]{0,10}(?:现场|场地)|到场|抵场|(?:的)?现场${ANSWER}|上门(?!服务支持)`,
    ),
    label: new RegExp(`(?:现场${ANSWER}|(?:到达?|抵达|赶到|赶赴)现场|到场|上门(?:服务)?|到达)${TIME}$`),
    startEvent: 'request_received',
    stopEvent: 'engineer_arrived',
  },
  {
    metric: 'respond',
    deed: new RegExp(`(?:${ANSWER}|接听)`),
    label: new RegExp(`(?<!现场)${ANSWER}${TIME}$`),
    startEvent: 'request_received',
    stopEvent: 'first_response',
  },
  {
    metric: 'resolve',
    deed: /(?:修复|恢复|解决(?!方案|办法|了|不)|排除(?!后)|处理完|处理好|处理完毕|修好|消除故障)/,
    label: /(?:修复|恢复|解决|排除|处理|维修|排障)(?:故障|障碍|问题)?(?:时间|时限|周期|期限)$/,
    startEvent: 'request_received',
    stopEvent: 'restored',
  },
];

/** Figures that are no clock of a case: counters, intervals, shares. */
export const KEY_FIGURES: readonly (MetricWords & { readonly units: readonly string[] })[] = [
  {
    metric: 'visits_per_year',
    units: ['count'],
    deed: /(?:上门|拜访|走访|回访|派|现场)/,
    label: /(?:上门|拜访|走访)次数$/,
    startEvent: 'contract_year_start',
    stopEvent: 'contract_year_end',
  },
  {
    metric: 'inspection_interval',
    units: ['quarter', 'month', 'd'],
    deed: /(?:巡检|巡查|例行检查|预防性检查)/,
    label: /(?:巡检|巡查|检查)[^,;。]{0,8}$/,
    startEvent: 'quarter_start',
    stopEvent: 'inspection_done',
  },
  {
    metric: 'evaluation_interval',
    units: ['quarter', 'month'],
    deed: /评估/,
    label: /评估[^,;。]{0,8}$/,
    startEvent: 'quarter_start',
    stopEvent: 'report_delivered',
  },
  {
    metric: 'spare_coverage',
    units: ['percent'],
    deed: /(?:覆盖率|覆盖)/,
    label: /(?:备件|备品|备机)[^。]{0,20}$/,
    startEvent: '',
    stopEvent: '',
  },
  {
    metric: 'warranty',
    units: ['month', 'd'],
    deed: /(?:质保|保修|质量保证)(?!期内|期满|期外)/,
    label: /(?:质保期|保修期|质量保证期|维保期|免费维护期)[^,;。\d]{0,6}$/,
    startEvent: 'acceptance_report_signed',
    stopEvent: '',
  },
  {
    metric: 'ups_runtime_min',
    units: ['h', 'min'],
    deed: /(?:续航|供电)/,
    label: /(?:不间断电源|UPS|断电)[^。;]{0,20}(?:维持|续航|供电|工作)[^,;。]{0,4}$/i,
    startEvent: 'power_lost',
    stopEvent: '',
  },
];

const SCALE = '(?:特别重大|特大|重大|较大|特急|严重|紧急|中级|中等|主要|重要|次要|一般|普通|轻微|高级|低级)';
const RANK = '(?:[一二三四五1-5]级|[PST][1-5](?:级)?)';
const THING = '(?:故障|障碍|问题|事件|缺陷|事故)';
const DOMAIN = '(?:系统|应用|产品|设备|网络|软件|业务|平台)*';

/** A level of gravity as texts name it: `一级故障`, `严重障碍`, `系统应用紧急问题`. */
export const SEVERITY = new RegExp(`${DOMAIN}(?:${RANK}|${SCALE})(?:的)?(?:系统)?${THING}`, 'g');
/** Levels in a row of a table; the thing may be left out there. */
export const SEVERITY_CELL = new RegExp(`(?:${RANK}${THING}?|${DOMAIN}${SCALE}${THING})`);
/** `一、二级故障`, `三、四级`. */
export const SEVERITY_LIST = /([一二三四五1-5](?:[、,和及与][一二三四五1-5])+)级(故障|障碍|问题|事件)?/;

export const REGIONS: readonly (readonly [string, RegExp])[] = [
  ['city', /市内|市区|城区|本市|同城|市域内/],
  ['other', /其[它他余]地区|外地|异地|外埠|郊[区县]|偏远|市外|省内其[它他]/],
  ['local', /本地(?:上门|化?服务|现场|客户|用户)|当地/],
];

export const STARTS: readonly (readonly [string, RegExp])[] = [
  ['vendor_engineer_arrived', /(?:厂家|厂商|原厂|供应商)[^,;。]{0,8}(?:到场|到达|抵达)[^,;。]{0,4}后/],
  ['fault_confirmed', /(?:故障|问题)?确认(?:之)?(?:后|起)/],
  ['fault_occurred', /发生(?:之)?(?:后|起)|发生[^,;。]{0,6}(?:故障|问题)后|出现[^,;。]{0,6}(?:故障|问题)后/],
  ['onsite_fault_removed', /现场[^,;。]{0,4}(?:排除|消除)[^,;。]{0,4}后/],
  ['fault_solved', /(?:解决|排除|处理完毕|修复)(?:之)?后/],
  ['goods_received', /(?:收到|签收)[^,;。]{0,4}(?:商品|货物|产品|货)/],
  ['purchase_date', /购买|购机/],
  ['acceptance_report_signed', /验收/],
  ['number_changed', /(?:更改|变更|变动|更换)(?:之日|后|当日)/],
  ['application_received', /(?:接到|收到)[^,;。]{0,6}申请/],
];

/** Words that stand where a figure should (C07). */
export const VAGUE =
  /第一时间|尽快|尽早|最短(?:的)?时间|及时|迅速|快速|尽力|合理(?:的)?时间|适时|立即|即时|立刻|马上|即刻|随时/;

export const COMPONENTS: readonly (readonly [string, RegExp])[] = [
  ['hardware.key_part', /关键部件|核心部件/],
  ['os', /操作系统/],
  ['hardware', /硬件|设备|服务器/],
  ['software', /软件|应用系统/],
];

export const CHANNELS: readonly (readonly [string, RegExp])[] = [
  ['phone', /电话|热线/],
  ['remote', /远程/],
  ['onsite', /现场|上门|到场/],
];
