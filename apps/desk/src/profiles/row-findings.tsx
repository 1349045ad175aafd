import type { ProfileFinding } from '@pledge/contracts';
import { useBilingual } from '../common/bilingual.js';

/** What the validator says of a row, below it. */
export function RowFindings({ findings }: { readonly findings: readonly ProfileFinding[] }): React.JSX.Element | null {
  const say = useBilingual();
  if (findings.length === 0) return null;
  return (
    <ul className="row-findings">
      {findings.map((finding) => (
        <li key={finding.key} data-kind={finding.kind}>
          <span aria-hidden="true">{finding.kind === 'question' ? '?' : '!'}</span> {say(finding.message)}
        </li>
      ))}
    </ul>
  );
}
