import { lazy, Suspense, type Ref } from 'react';
import type { FieldProblem } from '../api/problem.js';
import { LoadingState } from '../shell/states.js';
import type { FormSchema } from './localize-schema.js';

/** What a screen asks of a shown form. */
export interface FormViewHandle {
  /** Validates; invalid fields show their sentence and the first one gets the focus. */
  submit(): { readonly data: Record<string, unknown>; readonly valid: boolean };
  /** Shows the server's findings at their fields; returns those that belong to no field of this form. */
  showErrors(problems: readonly FieldProblem[]): readonly FieldProblem[];
}

export interface FormViewProps {
  /** form-js schema with `label.en` properties. */
  readonly schema: FormSchema;
  /** Values to start with. Later changes of this object do not overwrite what the person types. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly readOnly?: boolean;
  readonly onChange?: (data: Record<string, unknown>) => void;
  /** Called when the fields are drawn; before, there is nothing to submit. */
  readonly onReady?: (() => void) | undefined;
  readonly ref?: Ref<FormViewHandle>;
}

const Impl = lazy(async () => ({ default: (await import('./form-view-impl.js')).FormViewImpl }));

/** Shows a form-js form; the viewer is fetched when the first form is. */
export function FormView(props: FormViewProps): React.JSX.Element {
  return (
    <Suspense fallback={<LoadingState rows={4} />}>
      <Impl {...props} />
    </Suspense>
  );
}
