/** Shortest password, as `PASSWORD_MIN_LENGTH` of the contracts says; a value import would pull the validators into the page. */
export const PASSWORD_LENGTH = 10;

/** Whether the two entries may be sent. */
export function passwordReady(value: { readonly first: string; readonly second: string }): boolean {
  return value.first.length >= PASSWORD_LENGTH && value.first === value.second;
}
