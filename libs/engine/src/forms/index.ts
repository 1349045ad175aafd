export { fillForm, type FilledForm } from './fill-form.js';
export { fileReferences, takesFiles, type FileReference } from './file-references.js';
export { parseForm, MAX_FORM_LENGTH, type FormParsing } from './parse-form.js';
export { validateSubmission, type SubmissionResult } from './validate-submission.js';
export { fieldError } from './form-errors.js';
export type { FieldError, FieldErrorCode } from './form-errors.js';
export type { Form } from './form-model.js';
