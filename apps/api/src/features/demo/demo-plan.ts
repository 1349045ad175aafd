import type { ChangePlanContent } from '@pledge/contracts';
import { addDays, localDate } from '@pledge/time';
import { PROVIDER_ZONE } from '../contracts/index.js';

/** What the demo engineer writes for the dead line card (F-04); the window is the night after next. `now` in epoch ms. */
export function demoPlan(now: number): ChangePlanContent {
  const night = addDays(localDate(now, PROVIDER_ZONE), 2);
  return {
    title: '更换天水接入交换机业务板',
    purpose: '9 至 16 口不通，现场确认业务板故障。更换业务板，恢复营业厅业务。',
    scale: 'small',
    devices: [{ serialNumber: 'AS-TS-0201', name: '天水接入交换机', address: '天水汇聚机房 2 楼 03 柜，串口登录' }],
    steps: [
      {
        action: '备份配置',
        device: 'AS-TS-0201',
        commands: 'display device\nsave\nbackup startup-configuration to 10.20.0.9 as-ts-0201.cfg',
        expected: '备份文件与现行配置一致',
      },
      {
        action: '下电并更换 2 号槽业务板',
        device: 'AS-TS-0201',
        commands: 'power off slot 2',
        expected: '2 号槽状态为断电',
      },
      {
        action: '上电，核对端口',
        device: 'AS-TS-0201',
        commands: 'power on slot 2\ndisplay interface brief',
        expected: '9 至 16 口恢复 UP',
      },
    ],
    window: { from: `${night}T00:00:00+08:00`, to: `${night}T04:00:00+08:00` },
    impact: '9 至 16 口中断约 15 分钟，其余端口不受影响。',
    backup: '更换前备份运行配置，备份文件存放在网管服务器。',
    rollback: '新板不能正常工作时，插回原板，恢复备份配置，业务改接备用端口。',
    tests: '营业厅逐口拨测，观察 30 分钟无丢包。',
    people: [
      { name: '张伟', duty: '现场实施', phone: '13800000002' },
      { name: '赵磊', duty: '审核与联络客户', phone: '13800000004' },
    ],
  };
}
