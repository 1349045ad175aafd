import { megabytes } from '@pledge/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addFiles, photoName, type FileLimits } from './chosen-files.js';

export interface FileChoosing {
  /** Why some of the last choice were not taken; '' when all were. */
  readonly refusal: string;
  /** The files of the field with those that fit; refuses the others before anything is sent. */
  readonly choose: (before: readonly File[], added: readonly File[]) => readonly File[];
}

/** Choosing files for a field. `photoOf`: what a photo shows, where its camera gave it a name that says nothing. */
export function useFileChoice(limits: FileLimits, photoOf?: string): FileChoosing {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState('');
  const choose = (before: readonly File[], added: readonly File[]): readonly File[] => {
    const { files, tooLarge, tooMany } = addFiles(before, added, limits);
    const names = (left: readonly File[]): string => left.map((file) => file.name).join('、');
    setRefusal(
      [
        tooLarge.length > 0 ? t('files.tooLarge', { names: names(tooLarge), limit: megabytes(limits.bytes) }) : '',
        tooMany.length > 0 ? t('files.tooMany', { names: names(tooMany), limit: limits.count }) : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    );
    return photoOf === undefined ? files : withTellingNames(files, before, photoOf);
  };
  return { refusal, choose };
}

/** What was chosen; the input is empty after, so that the same file again is a change too. */
export function chosenIn(input: HTMLInputElement): readonly File[] {
  const chosen = [...(input.files ?? [])];
  input.value = '';
  return chosen;
}

function withTellingNames(files: readonly File[], before: readonly File[], of: string): readonly File[] {
  const named: File[] = [];
  for (const file of files) {
    const taken = named.map((one) => one.name);
    const { name, type, lastModified } = file;
    const telling =
      before.includes(file) || !type.startsWith('image/')
        ? name
        : photoName(name, { of, takenAt: lastModified, taken });
    named.push(telling === name ? file : new File([file], telling, { type, lastModified }));
  }
  return named;
}
