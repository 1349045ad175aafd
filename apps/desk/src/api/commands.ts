import type {
  CreatedCommandApproval,
  CreatedCommandViolation,
  PlanCommands,
  ReportCommandViolation,
  TakeCommandTicket,
  UseCommandTicket,
} from '@pledge/contracts';
import { api } from '@pledge/web';

/** Approvals, tickets and violations of the dangerous commands of a plan (F-05). */
export function getPlanCommands(planId: string): Promise<PlanCommands> {
  return api.get<PlanCommands>(`/change-plans/${planId}/commands`);
}
/** Every dangerous line that lacks a good ticket. */
export function askForCommands(planId: string): Promise<CreatedCommandApproval> {
  return api.post<CreatedCommandApproval>(`/change-plans/${planId}/command-approvals`, {});
}
/** From now on the ticket is in use. */
export function takeTicket(ticketId: string, taking: TakeCommandTicket): Promise<PlanCommands> {
  return api.post<PlanCommands>(`/command-tickets/${ticketId}/take`, taking);
}
/** What came of a taken ticket. */
export function reportTicket(ticketId: string, use: UseCommandTicket): Promise<PlanCommands> {
  return api.post<PlanCommands>(`/command-tickets/${ticketId}/use`, use);
}
export function reportViolation(planId: string, report: ReportCommandViolation): Promise<CreatedCommandViolation> {
  return api.post<CreatedCommandViolation>(`/change-plans/${planId}/command-violations`, report);
}
