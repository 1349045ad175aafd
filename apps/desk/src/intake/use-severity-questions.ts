import type { SeverityQuestion } from '@pledge/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getCaseQuestions } from '../api/cases.js';
import { keys } from '../api/keys.js';

/** A number being typed is looked up once the hand rests, ms. */
const REST_MS = 400;

/** The severity questions of the contract that a report falls under; those of before while another number is looked up. */
export function useSeverityQuestions(contractNumber: string, serialNumber: string): readonly SeverityQuestion[] {
  const query = useRested(
    JSON.stringify({
      ...(contractNumber.trim() === '' ? {} : { contractNumber: contractNumber.trim() }),
      ...(serialNumber.trim() === '' ? {} : { serialNumber: serialNumber.trim() }),
    }),
  );
  const found = useQuery({
    queryKey: keys.caseQuestions({ query }),
    queryFn: ({ signal }) => getCaseQuestions(JSON.parse(query) as Record<string, string>, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return found.data?.questions ?? [];
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
