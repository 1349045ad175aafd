/** Query keys of the desk; live events invalidate by their first parts. */
export const keys = {
  tasks: ['tasks'] as const,
  taskList: (filter: Readonly<Record<string, unknown>>) => ['tasks', 'list', filter] as const,
  taskForm: (id: string) => ['tasks', 'form', id] as const,
  cases: ['cases'] as const,
  caseList: (filter: Readonly<Record<string, unknown>>) => ['cases', 'list', filter] as const,
  caseAll: (number: string) => ['case', number] as const,
  case: (number: string) => ['case', number, 'detail'] as const,
  caseClocks: (number: string) => ['case', number, 'clocks'] as const,
  caseEvents: (number: string) => ['case', number, 'events'] as const,
  caseProcess: (number: string) => ['case', number, 'process'] as const,
  caseDocuments: (number: string) => ['case', number, 'documents'] as const,
  caseTasks: (number: string) => ['case', number, 'tasks'] as const,
  outbox: (filter: Readonly<Record<string, unknown>>) => ['outbox', filter] as const,
  notifications: ['notifications'] as const,
  users: ['users'] as const,
  parties: ['parties'] as const,
};
