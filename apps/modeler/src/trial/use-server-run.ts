import { ApiProblem, problemText } from '@pledge/web';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findingsOf, type DraftFinding } from '../findings/check-draft.js';

interface ServerRun<R> {
  readonly busy: boolean;
  /** Findings for which the server did not play the draft. */
  readonly refused: readonly DraftFinding[];
  /** Of the last run; null before the first and after one that failed. */
  readonly result: R | null;
  readonly run: (send: () => Promise<R>) => Promise<void>;
}

/** One thing at a time that the server plays with the draft. A failure that is no finding is told as a message. */
export function useServerRun<R>(): ServerRun<R> {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly DraftFinding[]>([]);
  const [result, setResult] = useState<R | null>(null);
  const run = async (send: () => Promise<R>): Promise<void> => {
    setBusy(true);
    setRefused([]);
    try {
      setResult(await send());
    } catch (error) {
      setResult(null);
      if (error instanceof ApiProblem && error.errors.length > 0) setRefused(findingsOf(error));
      else message.error(problemText(error, t));
    } finally {
      setBusy(false);
    }
  };
  return { busy, refused, result, run };
}
