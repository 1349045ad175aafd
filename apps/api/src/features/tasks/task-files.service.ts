import { Inject, Injectable } from '@nestjs/common';
import { fieldError, fileReferences, parseForm, takesFiles, type FieldError, type Form } from '@pledge/engine';
import { PROCESS_ENGINE, type SessionUser } from '@pledge/nest';
import { Problem, type ProcessEngine, type UserTaskRow } from '@pledge/runtime';
import { FilesService } from '../files/index.js';

/** Files that are named in an answer are there, and are the submitter's to name. */
@Injectable()
export class TaskFiles {
  /** Steps whose form takes files: a form is bound to its definition for good (design D9). */
  private readonly withFiles = new Map<string, boolean>();

  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly files: FilesService,
  ) {}

  /** @throws Problem FORM_INVALID with one error for each file that is not there or belongs to somebody else */
  async check(task: UserTaskRow, variables: Record<string, unknown>, user: SessionUser): Promise<void> {
    const { formId } = task;
    if (formId === null) return;
    const place = `${task.definitionId} ${task.elementId}`;
    if (this.withFiles.get(place) === false) return;
    const form = await this.formOf(task.id);
    if (!form) return;
    this.withFiles.set(place, form.open !== null || takesFiles(form));
    const named = fileReferences(form, variables);
    if (named.length === 0) return;
    const uploaders = [user.username, ...(await this.delegates(task))];
    const errors: FieldError[] = [];
    for (const { field, label, id } of named)
      if (!(await this.files.usable(id, { user, uploaders, caseNumber: task.businessKey })))
        errors.push(fieldError(field, label, 'FILE_UNKNOWN'));
    if (errors.length > 0) throw new Problem('invalid', 'FORM_INVALID', { formId }, errors);
  }

  /** Those who did the task for its owner and gave it back: what they added is the owner's to hand in. */
  private async delegates(task: UserTaskRow): Promise<readonly string[]> {
    const history = await this.engine.history(task.instanceId);
    return history.flatMap(({ type, elementInstanceId, actor }) =>
      type === 'task-handed-back' && elementInstanceId === task.elementInstanceId && actor ? [actor] : [],
    );
  }

  private async formOf(taskId: string): Promise<Form | null> {
    const shown = await this.engine.taskForm(taskId);
    if (!shown) return null;
    const parsed = parseForm(shown.schema);
    return parsed.ok ? parsed.form : null;
  }
}
