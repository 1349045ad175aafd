import type {
  GiveBackSpare,
  IssueSpare,
  ReceiveSpare,
  ReleaseSpare,
  ReserveSpare,
  ReturnSpare,
  SpareCoverageList,
  SpareItemDetail,
  SpareItemList,
  SpareStoreList,
  StoreInput,
} from '@pledge/contracts';
import { api, type CallOptions } from '@pledge/web';

export function listSpares(query: NonNullable<CallOptions['query']>): Promise<SpareItemList> {
  return api.get<SpareItemList>('/spares/items', { query });
}
export function getSpare(id: string): Promise<SpareItemDetail> {
  return api.get<SpareItemDetail>(`/spares/items/${id}`);
}
export function receiveSpare(body: ReceiveSpare): Promise<SpareItemDetail> {
  return api.post<SpareItemDetail>('/spares/items', body);
}

/** What is asked with each deed. */
export interface DeedBody {
  readonly reserve: ReserveSpare;
  readonly release: ReleaseSpare;
  readonly issue: IssueSpare;
  readonly return: ReturnSpare;
  readonly 'give-back': GiveBackSpare;
}
export type Deed = keyof DeedBody;
export function doWithSpare<D extends Deed>(id: string, deed: D, body: DeedBody[D]): Promise<SpareItemDetail> {
  return api.post<SpareItemDetail>(`/spares/items/${id}/${deed}`, body);
}

export function spareCoverage(): Promise<SpareCoverageList> {
  return api.get<SpareCoverageList>('/spares/coverage');
}
export function listStores(): Promise<SpareStoreList> {
  return api.get<SpareStoreList>('/spares/stores');
}
export function addStore(body: StoreInput): Promise<SpareStoreList> {
  return api.post<SpareStoreList>('/spares/stores', body);
}
export function changeStore(id: string, body: StoreInput): Promise<SpareStoreList> {
  return api.put<SpareStoreList>(`/spares/stores/${id}`, body);
}
