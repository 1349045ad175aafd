import type { StudioKind } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { App as AntApp } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkDraft, type DraftFinding } from './check-draft.js';

/** How long a person may think between two changes before the draft is checked, ms. */
const PAUSE = 800;

export interface Checking {
  /** null: not checked yet. */
  readonly findings: readonly DraftFinding[] | null;
  readonly checking: boolean;
  /** False: the server gave no answer, the person was told. */
  run(): Promise<boolean>;
  show(findings: readonly DraftFinding[] | null): void;
}

/**
 * Checks by itself when somebody pauses, and when asked.
 * @param changes grows with every change; 0 and nothing unpublished: there is nothing to check
 */
export function useCheck(
  kind: StudioKind,
  key: string,
  read: (() => Promise<string>) | null,
  changes: number,
  unpublished: boolean,
): Checking {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const [findings, setFindings] = useState<readonly DraftFinding[] | null>(null);
  const [checking, setChecking] = useState(false);
  const run = useCallback(async (): Promise<boolean> => {
    if (!read) return false;
    setChecking(true);
    try {
      setFindings(await checkDraft(kind, key, await read()));
      return true;
    } catch (failure) {
      message.error(problemText(failure, t));
      return false;
    } finally {
      setChecking(false);
    }
  }, [kind, key, read, message, t]);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  }, [run]);
  const ready = read !== null;
  useEffect(() => {
    // an opened draft is checked too: what is wrong with it is marked from the start
    if (!ready || (changes === 0 && !unpublished)) return;
    const timer = setTimeout(() => void latest.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [ready, changes, unpublished]);
  return { findings, checking, run, show: setFindings };
}
