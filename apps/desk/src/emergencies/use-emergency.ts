import type { Emergency } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { getEmergency } from '../api/emergencies.js';
import { keys } from '../api/keys.js';
import { modelFacts, type ModelNotice } from './model-facts.js';

/** Messages on their way are told by nobody: while people are being reached the page looks again, ms. */
const WHILE_REACHING_MS = 2_000;
/** A page that is left open on the wall. */
const OTHERWISE_MS = 15_000;

const onTheWay = (emergency: Emergency | undefined): boolean =>
  emergency?.contacts.some((contact) => contact.state === 'sending' || contact.state === 'retrying') === true;

/** One emergency, fetched again on live events and, more often while people are being reached, by itself. */
export function useEmergency(number: string) {
  return useQuery({
    queryKey: keys.emergency(number),
    queryFn: () => getEmergency(number),
    refetchInterval: ({ state }) =>
      state.data?.state === 'ended' ? false : onTheWay(state.data) ? WHILE_REACHING_MS : OTHERWISE_MS,
  });
}

/** Names of steps in the page's language, and the notices that the models of an emergency can send, in their order. */
export function useModels(emergency: Pick<Emergency, 'diagrams'>): {
  readonly nameOf: (elementId: string) => string;
  readonly notices: readonly (ModelNotice & { readonly done: boolean })[];
} {
  const { i18n } = useTranslation();
  const { diagrams } = emergency;
  const facts = useMemo(() => diagrams.map((diagram) => modelFacts(diagram.xml)), [diagrams]);
  return {
    nameOf: (elementId) =>
      facts.map((one) => one.nameOf(elementId, i18n.language)).find((name) => name !== undefined) ?? elementId,
    notices: facts.flatMap((one, index) =>
      one.notices.map((notice) => ({
        ...notice,
        done: diagrams[index]?.completedElements.includes(notice.elementId) === true,
      })),
    ),
  };
}
