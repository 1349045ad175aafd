import { diffLines } from 'diff';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Two texts line by line; JSON is laid out first, so that only what it says is compared. */
export function TextComparison(props: { readonly before: string; readonly after: string }): React.JSX.Element {
  const { t } = useTranslation();
  const { before, after } = props;
  const parts = useMemo(() => diffLines(readable(before), readable(after)), [before, after]);
  if (!parts.some((part) => part.added || part.removed)) return <p className="soft">{t('modeler.versions.same')}</p>;
  return (
    <pre className="text-comparison" tabIndex={0}>
      {parts.map((part, index) => {
        const lines = part.value.replace(/\n$/, '').split('\n');
        const mark = part.added ? '+' : part.removed ? '−' : ' ';
        const kept = part.added || part.removed || lines.length <= 8;
        const shown = kept ? lines : [...lines.slice(0, 3), '⋯', ...lines.slice(-3)];
        return (
          <span key={index} data-change={part.added ? 'added' : part.removed ? 'removed' : 'same'}>
            {shown.map((line) => `${mark} ${line}\n`).join('')}
          </span>
        );
      })}
    </pre>
  );
}

function readable(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const bundle =
      typeof value === 'object' && value !== null && Object.keys(value).some((name) => /\.hbs$/.test(name));
    if (!bundle) return JSON.stringify(value, null, 2);
    return Object.entries(value as Record<string, string>)
      .map(([name, content]) => `── ${name}\n${content}`)
      .join('\n');
  } catch {
    return text;
  }
}
