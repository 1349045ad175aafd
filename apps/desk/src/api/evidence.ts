import type { CaseEvidence, EvidenceAnchor, EvidenceState, EvidenceVerdict, PaperState } from '@pledge/contracts';
import { api, apiUrl } from '@pledge/web';

export function getEvidence(): Promise<EvidenceState> {
  return api.get<EvidenceState>('/evidence');
}
export function verifyEvidence(): Promise<EvidenceVerdict> {
  return api.post<EvidenceVerdict>('/evidence/verify', {});
}
export function anchorNow(): Promise<EvidenceAnchor> {
  return api.post<EvidenceAnchor>('/evidence/anchors', {});
}

const ofCase = (number: string): string => `/cases/${encodeURIComponent(number)}/evidence`;
export function getCaseEvidence(number: string): Promise<CaseEvidence> {
  return api.get<CaseEvidence>(ofCase(number));
}
export function verifyCaseEvidence(number: string): Promise<EvidenceVerdict> {
  return api.post<EvidenceVerdict>(`${ofCase(number)}/verify`, {});
}
/** Anchors what is new, then lets the browser save the pack. */
export async function exportCaseEvidence(number: string): Promise<void> {
  await api.post<CaseEvidence>(`${ofCase(number)}/anchor`, {});
  const link = document.createElement('a');
  link.href = apiUrl(`${ofCase(number)}/pack`);
  link.download = '';
  link.click();
}

export function getPaperState(code: string): Promise<PaperState> {
  return api.get<PaperState>(`/public/verify/${encodeURIComponent(code)}`, { anonymous: true });
}
