import { ApiProblem } from '@pledge/web';

/** Sentences by field path; a problem without fields gives none. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiProblem)) return {};
  const found: Record<string, string> = {};
  for (const { path, message } of error.errors) if (path !== '' && found[path] === undefined) found[path] = message;
  return found;
}
