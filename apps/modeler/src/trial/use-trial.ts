import type { SimulationResponse } from '@pledge/contracts';
import { api, ApiProblem, problemText } from '@pledge/web';
import { App as AntApp } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filesWithNamed, findingsOf, type DraftFinding } from '../findings/check-draft.js';
import { scenarioOf, stepBack, withDeed, withJump, type Deed, type PlaySession } from './play-session.js';

export interface Trial {
  /** null: not begun. */
  readonly session: PlaySession | null;
  readonly result: SimulationResponse | null;
  readonly running: boolean;
  /** Why the draft cannot be run. */
  readonly refused: readonly DraftFinding[];
  /** The diagram was changed after the last run. */
  readonly outdated: boolean;
  begin(session: PlaySession): void;
  answer(deed: Deed): void;
  /** @param to epoch ms */
  jump(to: number): void;
  back(): void;
  /** The same deeds on the diagram as it is now. */
  again(): void;
  leave(): void;
}

/** Plays a case on the draft as it is drawn now; the server is asked for the whole play each time, and keeps nothing. */
export function useTrial(processKey: string, read: () => Promise<string>, revision: number): Trial {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const [session, setSession] = useState<PlaySession | null>(null);
  const [result, setResult] = useState<SimulationResponse | null>(null);
  const [running, setRunning] = useState(false);
  const [refused, setRefused] = useState<readonly DraftFinding[]>([]);
  const [ranOn, setRanOn] = useState(revision);
  const files = useRef<{ revision: number; files: { name: string; content: string }[] } | null>(null);

  const run = async (next: PlaySession): Promise<void> => {
    setRunning(true);
    try {
      if (files.current?.revision !== revision)
        files.current = { revision, files: await filesWithNamed('process', processKey, await read()) };
      const answer = await api.post<SimulationResponse>('/simulations', {
        resources: files.current.files,
        withDeployed: true,
        scenario: scenarioOf(next),
      });
      setSession(next);
      setResult(answer);
      setRefused([]);
      setRanOn(revision);
    } catch (error) {
      if (error instanceof ApiProblem && error.errors.length > 0) setRefused(findingsOf(error));
      else message.error(problemText(error, t));
    } finally {
      setRunning(false);
    }
  };
  const go = (next: PlaySession | null): void => {
    if (next) void run(next);
  };
  return {
    session,
    result,
    running,
    refused,
    outdated: session !== null && ranOn !== revision,
    begin: (next) => {
      // what other people changed meanwhile counts from here
      files.current = null;
      go(next);
    },
    answer: (deed) => go(session && withDeed(session, deed)),
    jump: (to) => go(session && withJump(session, to)),
    back: () => go(session && stepBack(session)),
    again: () => go(session),
    leave: () => {
      setSession(null);
      setResult(null);
      setRefused([]);
    },
  };
}
