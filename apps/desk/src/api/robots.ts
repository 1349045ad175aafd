import type { ChannelSetting, ChannelSettingInput, ChannelSettingList } from '@pledge/contracts';
import { api } from '@pledge/web';

/** Robots of chat groups that roles and people are told through. */
export function listRobots(): Promise<ChannelSettingList> {
  return api.get<ChannelSettingList>('/notification-channels');
}
export function createRobot(body: ChannelSettingInput): Promise<ChannelSetting> {
  return api.post<ChannelSetting>('/notification-channels', body);
}
/** The whole setting; without `secret` the stored one stays. */
export function changeRobot(id: string, body: ChannelSettingInput): Promise<ChannelSetting> {
  return api.put<ChannelSetting>(`/notification-channels/${id}`, body);
}
export function removeRobot(id: string): Promise<unknown> {
  return api.delete(`/notification-channels/${id}`);
}
