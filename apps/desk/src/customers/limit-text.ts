import type { Commitment } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';

/** A limit as people say it: `1 小时`, `6–12 h`. */
export function useLimitText(): (
  row: Pick<Commitment, 'max' | 'unit'> & { readonly min?: number | undefined },
) => string {
  const { t } = useTranslation();
  return ({ min, max, unit }) =>
    t(`unit.${unit}`, { figure: min === undefined ? String(max) : `${String(min)}–${String(max)}` });
}
