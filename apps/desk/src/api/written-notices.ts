import type {
  CreateWrittenNotice,
  NoticeReceipt,
  PublicNotice,
  WrittenNotice,
  WrittenNoticeList,
} from '@pledge/contracts';
import { api } from '@pledge/web';

export function listWrittenNotices(): Promise<WrittenNoticeList> {
  return api.get<WrittenNoticeList>('/written-notices');
}
export function getWrittenNotice(number: string): Promise<WrittenNotice> {
  return api.get<WrittenNotice>(`/written-notices/${encodeURIComponent(number)}`);
}
export function createWrittenNotice(body: CreateWrittenNotice, idempotencyKey: string): Promise<WrittenNotice> {
  return api.post<WrittenNotice>('/written-notices', body, { idempotencyKey });
}
/** Staff record proof that a customer has it. */
export function recordReceipt(number: string, deliveryId: string, body: NoticeReceipt): Promise<WrittenNotice> {
  return api.post<WrittenNotice>(
    `/written-notices/${encodeURIComponent(number)}/deliveries/${deliveryId}/receipt`,
    body,
  );
}
/** A customer acknowledges it in the portal. */
export function acknowledgeNotice(number: string): Promise<WrittenNotice> {
  return api.post<WrittenNotice>(`/written-notices/${encodeURIComponent(number)}/receipt`, {});
}
const behindLink = (token: string): string => `/public/written-notices/${encodeURIComponent(token)}`;
export function openNotice(token: string): Promise<PublicNotice> {
  return api.get<PublicNotice>(behindLink(token), { anonymous: true });
}
export function receiveNotice(token: string, personName: string): Promise<PublicNotice> {
  return api.post<PublicNotice>(`${behindLink(token)}/receipt`, { personName }, { anonymous: true });
}
