import zhDiagram from 'bpmn-js-i18n-zh/lib/bpmn-js';
import zhPanel from 'bpmn-js-i18n-zh/lib/properties-panel';
import zhZeebe from 'bpmn-js-i18n-zh/lib/zeebe-properties-panel';

/** What bpmn-js and its panels say and the community translation does not have yet. */
const missing: Record<string, string> = {
  'Open {element}': '打开{element}',
  'Align elements': '对齐元素',
  'Align elements ': '对齐元素',
  'Search in diagram': '在图中查找',
  'Open minimap': '打开缩略图',
  'Close minimap': '收起缩略图',
  'Create user task': '人工任务',
  'Event based instantiating Gateway': '基于事件的启动网关',
  'Parallel Event based instantiating Gateway': '并行的基于事件的启动网关',
  'Ad-hoc sub-process': '特设子流程',
  'Ad-hoc sub-process (collapsed)': '特设子流程（折叠）',
  'Ad-hoc sub-process (expanded)': '特设子流程（展开）',
  'Expanded pool/participant': '展开的池',
  'Boundary event': '边界事件',
  Assignment: '分配',
  Form: '表单',
  Headers: '请求头',
  'Task definition': '任务定义',
  'Called decision': '调用的决策',
  'Input mapping': '输入映射',
  'Output mapping': '输出映射',
  'Input propagation': '传入变量',
  'Output propagation': '传出变量',
  'Propagate all parent process variables': '传入父流程的全部变量',
  'Implementation type': '实现方式',
  'Job type': '作业类型',
  '{eventType}: {type}': '{eventType}：{type}',
  'Camunda user task': '平台人工任务',
  'Camunda Form': '平台表单',
  'Camunda Form (linked)': '平台表单（引用）',
  'Camunda Form (embedded)': '平台表单（内嵌）',
  'External form reference': '外部表单',
  'Active elements': '活动元素',
  Completion: '完成',
  'version tag': '版本标签',
  'Variable names': '变量名',
  'Variable events': '变量事件',
  Create: '新建',
  Update: '更新',
  Values: '取值',
  Scope: '范围',
  'Element variable': '元素变量',
  'Open documentation': '打开说明',
  'Toggle section': '展开或收起',
  'Section contains an error': '这一组有错误',
  'Section contains edits': '这一组有内容',
  'Toggle list item': '展开或收起此项',
  'Delete item': '删除此项',
  'Create new list item': '新增一项',
  'JSON contains errors': 'JSON 有错误',
  'Open pop-up editor': '在大窗口中编辑',
  'Opened in editor': '正在大窗口中编辑',
  'Latest binding': '最新版本',
  'Uses the most recent deployed resource.': '使用最新发布的资源。',
  'Deployment binding': '同次发布',
  'Uses the resource found in the same deployment.': '使用同一次发布中的资源。',
  'Version tag binding': '版本标签',
  'Uses the most recent deployed resource with the given version tag.': '使用带有该版本标签的最新资源。',
  'Specifies the priority of a user task. Must be an integer between 0 and 100. If no value is provided, the default value is 50. ':
    '人工任务的优先级，0 到 100 的整数，不填为 50。',
  'Implement a user task managed by Camunda. To add a custom implementation, use a job worker. ':
    '由平台管理的人工任务。',
  'Link a form created with the Camunda Forms editor. To associate a custom form, application, or URL to the user task, specify an external reference. ':
    '引用一份已发布的表单。',
  'Define the decision to evaluate and how to map back the evaluation result. ': '要计算的决策，以及结果存到哪里。',
  'Add input mappings to control what is passed to the activity as local variables. ':
    '进入这一步时作为局部变量传入的内容。',
  'Add output mappings to control which variables are merged back into the process scope. ':
    '离开这一步时写回流程的变量。',
};

/** Chinese texts of bpmn-js by their English wording. */
export const zhTexts: Readonly<Record<string, string>> = { ...zhDiagram, ...zhPanel, ...zhZeebe, ...missing };
