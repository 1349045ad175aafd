/** What is read of a file here; a `File` of the browser is one. */
export interface ChosenFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** What a field takes. */
export interface FileLimits {
  /** Largest file. */
  readonly bytes: number;
  /** Most files. */
  readonly count: number;
}

/** The files of a field after some more were chosen, and those that were not taken. */
export interface Choice<T extends ChosenFile> {
  readonly files: readonly T[];
  readonly tooLarge: readonly T[];
  readonly tooMany: readonly T[];
}

/**
 * Adds files to those of a field: what is too large or one too many is left out, what was there stays. Where one file is all
 * the field takes, the new one takes the place of the old.
 */
export function addFiles<T extends ChosenFile>(
  before: readonly T[],
  added: readonly T[],
  limits: FileLimits,
): Choice<T> {
  const fitting = added.filter((file) => file.size <= limits.bytes);
  const all = limits.count === 1 && fitting.length > 0 ? fitting : [...before, ...fitting];
  return {
    files: all.slice(0, limits.count),
    tooLarge: added.filter((file) => file.size > limits.bytes),
    tooMany: all.slice(limits.count),
  };
}

/** Cameras name what they take `image.jpg`, by a number, by the time, or by an id. */
const SAYS_NOTHING =
  /^(image|img|photo|picture|capture|camera|dsc[nf]?|pxl|mvimg|mmexport)?[\s_~.()\d-]*$|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * The name of a photo: its own, or, where a camera gave one that says nothing, what it is of and when it was taken, local
 * time. Another one of the same minute gets a number.
 */
export function photoName(
  name: string,
  photo: { readonly of: string; readonly takenAt: number; readonly taken: readonly string[] },
): string {
  const dot = name.lastIndexOf('.');
  const [base, ending] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  if (!SAYS_NOTHING.test(base)) return name;
  const at = new Date(photo.takenAt);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  // the server keeps what stands behind the last slash
  const of = photo.of.replaceAll(/[\\/<>:"|?*]/g, '-');
  const telling = `${of} ${day} ${two(at.getHours())}${two(at.getMinutes())}`;
  for (let number = 1; ; number += 1) {
    const candidate = `${telling}${number === 1 ? '' : ` ${String(number)}`}${ending.toLowerCase()}`;
    if (!photo.taken.includes(candidate)) return candidate;
  }
}
